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
  /** The one script that may run; it stands at the end of the page. */
  readonly script?: string;
}

/**
 * A whole page as one file that needs nothing else: no request, no inline style; its one style sheet, and its one script where it
 * has one, are named by their hashes, so that nothing which was said in a conversation can become either.
 */
export function writePage({ locale, title, body, style = '', script }: PageOptions): string {
  const sheet = STYLE + style;
  const policy = [
    `default-src 'none'`,
    `style-src ${sourceOf(sheet)}`,
    ...(script === undefined ? [] : [`script-src ${sourceOf(script)}`]),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
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
  if (script === undefined) return `<!doctype html>\n${markup}\n`;
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of a page cannot hold what ends a script');
  return `<!doctype html>\n${markup.slice(0, -ENDING.length)}<script>${script}</script>${ENDING}\n`;
}

const ENDING = '</body></html>';

const sourceOf = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`;
