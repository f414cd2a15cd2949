import { hash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '../../model/locale.ts';
import { forPage } from './for-page.ts';
import { STYLE } from './style.ts';

export interface PageOptions {
  readonly locale: Locale;
  readonly title: string;
  readonly body: ReactNode;
  /** More rules for this kind of page. */
  readonly style?: string;
}

/**
 * A whole page as one file that needs nothing else: no script, no request, no inline style; its one style sheet is named by its
 * hash, so that nothing which was said in a conversation can become one.
 */
export function writePage({ locale, title, body, style = '' }: PageOptions): string {
  const sheet = STYLE + style;
  const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', sheet, 'base64')}'; base-uri 'none'; form-action 'none'`;
  const markup = renderToStaticMarkup(
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{forPage(title)}</title>
        <style>{sheet}</style>
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>\n${markup}\n`;
}
