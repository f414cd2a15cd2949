import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TerminalApp } from '../helpers/terminal.ts';
import { screenSvg } from './svg.ts';

export interface Camera {
  /** What the terminal shows now, as a PNG file. */
  take(app: TerminalApp, path: string): Promise<void>;
  close(): Promise<void>;
}

/** Chromium from the system, or where PEILIAN_CHROMIUM says it is. */
export async function openCamera(): Promise<Camera> {
  const browser = await chromium.launch({
    executablePath: process.env.PEILIAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
  const page = await browser.newPage();
  return {
    async take(app, path) {
      const { svg, width, height } = screenSvg(app);
      await page.setViewportSize({ width, height });
      await page.setContent(`<body style="margin:0">${svg}</body>`);
      writeFileSync(path, await page.screenshot({ type: 'png' }));
    },
    close: () => browser.close(),
  };
}
