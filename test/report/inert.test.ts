import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { forMarkdown, forTerminal, forTerminalLines, forXml } from '../../src/report/inert.ts';
import { HOSTILE } from './fixture.ts';

describe('untrusted text', () => {
  test('reaches a terminal on one line without control, reordering or CI commands', () => {
    const shown = forTerminal(HOSTILE);
    expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(shown).not.toMatch(/::(error|warning)|##\[/);
    expect(shown).toContain('\\u{1b}[2J');
  });

  test('keeps its lines where they are wanted, and carriage returns never', () => {
    expect(forTerminalLines('a\nb\rc')).toBe('a\nb\\u{d}c');
  });

  test('leaves ordinary text in both languages as it is', () => {
    for (const text of ['亲，这款178元包邮，明天发哦～', 'Hi! It’s £24.50 – 20% off 😀👍🏽 (size L)'])
      expect(forTerminal(text)).toBe(text);
  });

  test('is legal and inert in XML', () => {
    const xml = forXml(HOSTILE);
    expect(xml).not.toMatch(/[<>"']/);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(isWellFormed(xml)).toBe(true);
  });

  test('makes no HTML, image, link, mention, reference, table or heading of Markdown', () => {
    const markdown = forMarkdown(HOSTILE);
    expect(markdown).not.toMatch(/<|>|\n/);
    expect(markdown).not.toMatch(/@admin/);
    expect(markdown).not.toMatch(/(?<!\\)[[\]|`*_]/);
    expect(markdown).not.toMatch(/:\/\//);
    expect(markdown).not.toMatch(/#12/);
    expect(forMarkdown('# head')).toBe('\\# head');
    expect(forMarkdown('&#64;admin &lt;b>')).toBe('&amp;\\#\u200b64;admin &amp;lt;b&gt;');
  });

  property.prop([fc.string({ unit: 'binary' })])('never keeps what acts, whatever it is', (text) => {
    expect(forTerminal(text)).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/);
    expect(isWellFormed(forXml(text))).toBe(true);
    expect(forMarkdown(text)).not.toMatch(/[<>]/);
  });
});

/** Whether every surrogate has its other half. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
