import { describe, expect, test } from 'vitest';
import { openData } from '../../src/commands/data.ts';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { openLanguages } from '../../src/commands/wiring/languages.ts';
import { converse } from '../../src/testing/converse.ts';
import { matchers } from '../../src/testing/matchers.ts';
import { ROOT } from '../helpers/build-once.ts';

/** The demo bot as an object in this process. */
const createDemoAgent = () => openDemoBots(openData(ROOT), openLanguages(), { faults: [] });

const about = { scenario: 'paid-address-check', persona: 'direct-brisk', seed: 7, folder: ROOT } as const;

describe('a conversation in a test', () => {
  test('is the same for the same bot and seed, and passes with one that answers', async () => {
    const first = await converse(createDemoAgent(), { ...about, latency: 'declared' });
    const second = await converse(createDemoAgent(), { ...about, latency: 'declared' });
    expect(second.text).toBe(first.text);
    expect(matchers.toPassRubric(first).pass).toBe(true);
    expect(matchers.toEndWith(first, 'settled', 'closed').pass).toBe(true);
  });

  test('fails with what proves it, a better wording and the line that repeats it', async () => {
    const conversation = await converse(() => 'k', { ...about, locale: 'zh-CN' });
    const { pass, message } = matchers.toPassRubric(conversation);
    expect(pass).toBe(false);
    expect(message()).toContain('total');
    expect(message()).toMatch(/\(event \d+/);
    expect(message()).toContain(
      'repeat: peilian run --case paid-address-check/direct-brisk/zh-CN/1 --seed 7',
    );
  });

  test('takes lists of messages, and silence', async () => {
    const several = await converse(() => ['One moment, please.', 'Yes, that is right.'], about);
    expect(several.text).toContain('One moment, please.');
    const silent = await converse(() => [], about);
    expect(silent.ending).toBe('agent-silent');
  });

  test('names a scenario that is not there', async () => {
    await expect(converse(() => 'x', { ...about, scenario: 'no-such-case' })).rejects.toThrow('no-such-case');
  });

  test('tells a forgotten await', () => {
    expect(() => matchers.toPassRubric(converse(() => 'x', about) as never)).toThrow('await');
  });
});
