import { type Browser, chromium } from 'playwright-core';
import { hasTool } from './tools.ts';

const PATH = process.env.PEILIAN_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to look at a page with. */
export const hasChromium = (): boolean => hasTool(PATH);

/** The system's browser, without what it does on its own in the background. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'],
  });
}
