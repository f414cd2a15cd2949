import { resolve } from 'node:path';
import type { Locale } from '../model/locale.ts';
import { writeWhole } from '../system/write-whole.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { openLearning } from './learn/learning.ts';
import { isReadAloud, wantsScreen } from './practice/wants-screen.ts';

export interface LearnOptions {
  readonly shop?: string;
  readonly locale?: Locale;
  readonly person?: string;
  readonly from?: readonly string[];
  readonly count?: number;
  readonly html?: string;
  /** The day that counts as today; default: the system's. */
  readonly today?: string;
  readonly plain?: boolean;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Short cards out of rules, policies and the shop's facts; each comes again when it is about to be forgotten. */
export async function learn(options: LearnOptions, io: CommandIo): Promise<ExitCode> {
  if (options.today !== undefined && (!DAY.test(options.today) || Number.isNaN(Date.parse(options.today))))
    throw new UsageError(io.ui('learn.bad-day', { found: options.today }));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const learning = await openLearning(options, today, io);
  if (options.html !== undefined) {
    const { writeCardsPage } = await import('../report/html/cards-page.tsx');
    const page = learning.sitting();
    writeWhole(
      resolve(io.workingFolder, options.html),
      writeCardsPage(io.uiLocale, io.ui('learn.title', { shop: learning.shop.name }), page),
    );
    io.out(`${io.ui('learn.printed', { path: options.html, count: page.length })}\n`);
    return 0;
  }
  if (learning.outlook().left === 0) {
    io.out(`${io.ui('learn.nothing-due', { count: learning.all })}\n`);
    return 0;
  }
  if (wantsScreen(options.plain || isReadAloud({}, io), io))
    return (await import('./learn/screen.ts')).learnOnScreen(learning, io);
  await (await import('./learn/line.ts')).learnInLines(learning, io);
  return 0;
}
