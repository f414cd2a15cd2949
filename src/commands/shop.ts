import { nearest } from '../load/nearest.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface ShopOptions {
  readonly locale?: 'zh-CN' | 'en';
  readonly to?: string;
  readonly id?: string;
  readonly shop?: string;
  readonly name?: string;
  readonly market?: string;
  readonly yes?: boolean;
  readonly column?: readonly string[];
  readonly saleUntil?: string;
  readonly complete?: readonly string[];
  readonly keepPersonalData?: boolean;
}

const VERBS = ['template', 'import', 'export', 'check', 'phrases'] as const;

/** Shops from spreadsheets and back: an empty workbook, a shop out of one or of somebody's own export, and what a shop can play. */
export async function shop(
  verb: string,
  names: readonly string[],
  options: ShopOptions,
  io: CommandIo,
): Promise<ExitCode> {
  switch (verb) {
    case 'template':
      return (await import('./shop/template.ts')).shopTemplate(names, options, io);
    case 'export':
      return (await import('./shop/export.ts')).shopExport(names, options, io);
    case 'import':
      return (await import('./shop/import.ts')).shopImport(names, options, io);
    case 'check':
      return (await import('./shop/check.ts')).shopCheck(names, io);
    case 'phrases':
      return (await import('./shop/phrases.ts')).shopPhrases(names, options, io);
    default: {
      const near = nearest(verb, VERBS);
      throw new UsageError(
        io.ui('shop.unknown', { verb }),
        near === undefined
          ? io.ui('shop.verbs', { verbs: VERBS.join(', ') })
          : io.ui('usage.did-you-mean', { name: near }),
      );
    }
  }
}
