import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeReviewPage } from '../../../src/report/html/review-page.tsx';
import type { Review } from '../../../src/report/review/review.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { BAD_ZH, GOOD_EN, reviewOf } from '../review/reviews.ts';

const page = async (reviews: readonly Review[], locale: 'en' | 'zh-CN' = 'en') =>
  writeReviewPage({ locale, say: await readUi(locale), version: '1', reviews, exercises: [] });

describe('the page of a review', () => {
  it('is one file that asks for nothing and runs nothing', async () => {
    const html = await page([reviewOf(BAD_ZH), reviewOf(GOOD_EN)]);
    expect(html).not.toMatch(
      /<script|<link|<img|<iframe|javascript:|\son\w+=|\sstyle=|url\(|@import|https?:/i,
    );
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/i.exec(html)!;
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    const digest = createHash('sha256').update(sheet).digest('base64');
    expect(policy!.replaceAll('&#x27;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('shows findings under the words that caused them, with better ones, in both languages', async () => {
    const html = await page([reviewOf(BAD_ZH)], 'zh-CN');
    expect(html).toMatch(/<html lang="zh-CN">/);
    const bubble = html.indexOf('亲，我没有听懂呢');
    const mark = html.indexOf('没有问候。');
    expect(bubble).toBeGreaterThan(0);
    expect(mark).toBeGreaterThan(bubble);
    expect(html).toContain('建议改为');
    expect(html).toContain('买家为什么走了');
    expect((await page([reviewOf(GOOD_EN)])).includes('Who waited, and how long')).toBe(true);
  });

  it('lets nothing that was said become markup, reorder the page or hide in it', async () => {
    const review = reviewOf(BAD_ZH);
    const hostile =
      '<script>alert(1)</script></style><img src=x onerror=alert(1)>\u202egnp.exe\u0000\u001b[31m" onmouseover="x';
    const html = await page([
      {
        ...review,
        id: `a"><b id='x`,
        title: hostile,
        buyer: hostile,
        startsAt: hostile,
        reasons: [hostile],
        lines: review.lines.map((line) => ({ ...line, text: line.kind === 'message' ? hostile : line.text })),
      },
    ]);
    expect(html).not.toMatch(/<script|<img|\u202e|\u0000|\u001b/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    // Quotation marks are escaped: no attribute can be opened.
    expect(html).not.toMatch(/" onmouseover="x/);
    expect(html).toContain('\\u{202e}');
    expect(html).toMatch(/id="c-a-b-id-x-0"/);
  });
});
