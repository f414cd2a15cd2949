import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPageScript } from '../../../src/system/page-script.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { hasChromium, openChromium } from '../../helpers/chromium.ts';
import { peilian } from '../../helpers/cli.ts';
import { finding, HOSTILE, reported } from '../fixture.ts';
import { runPage } from './run-pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page that is open, and everything it did that it should not. */
interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
}

describe.skipIf(!hasChromium())('the page of a run, in a browser', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'peilian-html-'));
  let browser: Browser;

  /** The kept conversations, scored: both languages, good ones and bad ones. */
  const scored = async (locale: 'en' | 'zh-CN') => {
    const file = join(folder, `${locale}.html`);
    const args = ['score', join(ROOT, 'transcripts/golden'), '--reporter', `html=${file}`];
    if (!existsSync(file)) await peilian([...args, '--ui-locale', locale], { cwd: folder });
    return file;
  };

  const open = async (file: string, options: BrowserContextOptions = {}): Promise<Opened> => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => faults.push(`dialog ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.url() !== page.url() && !request.url().startsWith(`file://${file}`))
        faults.push(`request ${request.url()}`);
    });
    await page.goto(`file://${file}`);
    return { page, faults };
  };

  const seriousFaults = async (page: Page) => {
    // Put in by the debugger, which the page's policy does not bind.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  };

  beforeAll(async () => {
    browser = await openChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('leads from what failed to the words that caused it, and back to where one was', async () => {
    const { page, faults } = await open(await scored('en'));
    const shown = page.locator('#list li:not([hidden])');
    const all = await shown.count();
    await page.getByLabel('Verdict').selectOption({ label: 'fail' });
    const failed = await shown.count();
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(all);
    expect(await page.locator('#shown').textContent()).toBe(`${failed} of ${all} shown`);
    const link = shown.first().locator('a');
    await link.click();
    await expect
      .poll(() => page.locator('#reader .marks .bad, #reader .marks .warn').count())
      .toBeGreaterThan(0);
    expect(await page.locator('#reader').textContent()).toContain('Better:');
    expect(await page.locator('#reader .bubble').count()).toBeGreaterThan(2);
    expect(await page.locator('#reader svg.run rect').count()).toBeGreaterThan(0);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#whole').isVisible()).toBe(true);
    // The filter stands as it was, and so does the place.
    expect(await shown.count()).toBe(failed);
    expect(await page.locator(':focus').getAttribute('href')).toBe(await link.getAttribute('href'));
    expect(faults).toEqual([]);
    await page.close();
  });

  test('filters by what the overview names, searches what was said, and shows all again', async () => {
    const { page, faults } = await open(await scored('zh-CN'));
    const shown = page.locator('#list li:not([hidden])');
    const all = await shown.count();
    await page.locator('.findings th a').first().click();
    await expect.poll(() => shown.count()).toBeLessThan(all);
    const rule = await page.getByLabel('扣分点', { exact: true }).inputValue();
    expect(rule).not.toBe('');
    await page.getByRole('button', { name: '显示全部' }).click();
    await expect.poll(() => shown.count()).toBe(all);
    await page.getByLabel('搜对话内容').fill('帮我选个尺码');
    await expect.poll(() => shown.count()).toBeLessThan(all);
    expect(await shown.count()).toBeGreaterThan(0);
    await shown.first().locator('a').click();
    await expect.poll(() => page.locator('#reader mark').count()).toBeGreaterThan(0);
    expect(await page.locator('#reader .bubble').first().getAttribute('lang')).toBe('zh-CN');
    await page.locator('#reader nav a').first().click();
    await page.getByLabel('搜对话内容').fill('没有谁会这么说的一句话');
    await expect.poll(() => shown.count()).toBe(0);
    expect(await page.locator('#shown').textContent()).toContain('没有符合的对话');
    expect(faults).toEqual([]);
    await page.close();
  });

  test('is worked by keyboard alone, with the focus in sight', async () => {
    const { page } = await open(await scored('en'));
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the conversations');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#reader').isVisible()).toBe(true);
    // The heading has the focus; before it stand the ways on.
    await page.keyboard.press('Shift+Tab');
    expect(await page.locator(':focus').textContent()).toBe('Next');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/#c1$/);
    await page.close();
  });

  test.each([
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const)('has nothing that bars a reader, in %s, %s', async (locale, colorScheme) => {
    const { page } = await open(await scored(locale), { colorScheme });
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('#list .tag.bad').first().click();
    await page.locator('#reader h2').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });

  test('shows a kept conversation beside the one of today', async () => {
    const file = join(folder, 'drift.html');
    const kept = join(ROOT, 'transcripts/golden/haggle-floor.haggler.en.jsonl');
    await peilian(
      ['replay', kept, '--fault', 'undercuts-floor', '--ui-locale', 'en', '--reporter', `html=${file}`],
      { cwd: folder },
    );
    const { page, faults } = await open(file);
    await page.locator('#list a').first().click();
    await expect.poll(() => page.locator('#reader .round.changed').count()).toBeGreaterThan(0);
    expect(await page.locator('#reader .pair h5').first().textContent()).toBe('recorded');
    expect(await page.locator('#reader .round.changed .tag').first().textContent()).toMatch(
      /severe|notable|info/,
    );
    expect(await page.locator('#reader .chat .bubble').count()).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });

  test('runs nothing that was said and lets nothing out', async () => {
    const hostile = `</script><script>alert(1)</script><img src="https://evil.test/x.png" onerror="alert(2)"><style>*{background:url(https://evil.test)}</style>${HOSTILE}`;
    const findings = [finding({ rule: hostile, message: hostile, suggestion: hostile })];
    const said = [
      ['buyer', hostile],
      ['agent', hostile],
    ] as const;
    const html = await runPage({
      cases: [reported('size/haggler/en/1', { verdict: 'fail', reasons: [hostile], findings }, said)],
      script: readPageScript(),
      titles: { scenario: () => hostile, persona: () => hostile, rule: () => hostile },
    });
    const file = join(folder, 'hostile.html');
    writeFileSync(file, html);
    const { page, faults } = await open(file);
    await page.locator('.findings th a').first().click();
    await expect.poll(() => page.locator('#list li:not([hidden])').count()).toBe(1);
    await page.getByLabel('Search').fill('<script>alert(1)');
    await page.locator('#list a').first().click();
    await page.locator('#reader h2').waitFor();
    expect(await page.locator('#reader .bubble').first().textContent()).toContain(
      '<script>alert(1)</script>',
    );
    expect(await page.locator('#reader img, #reader script, #list img').count()).toBe(0);
    // Even a script that came in somehow would be refused, and so would a request.
    const refused = await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      const asked = await fetch('https://evil.test/').then(() => 'answered', () => 'refused');
      return [globalThis.ran ?? false, asked];
    })()`);
    expect(refused).toEqual([false, 'refused']);
    expect(faults.filter((fault) => !/Content Security Policy|Fetch API/.test(fault))).toEqual([]);
    expect(faults.filter((fault) => fault.startsWith('request'))).toEqual([]);
    await page.close();
  });
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
