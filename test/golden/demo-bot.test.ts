import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { playQuick, shipped } from '../helpers/play-helpers.ts';
import { expectKept } from './kept.ts';

const SEED = 7;

/** One for every group of buyers and stage of a sale. */
const CASES = [
  ['haggle-floor', 'haggler'],
  ['size-advice', 'hesitant'],
  ['first-purchase-to-eta', 'first-time'],
  ['chat-while-browsing', 'chatter'],
  ['paid-address-check', 'direct-brisk'],
  ['somebody-elses-order', 'third-person'],
  ['quality-complaint', 'complainer-quality'],
  ['late-parcel', 'complainer-late'],
] as const;

const { data, languages, inputs } = shipped();
const bots = openDemoBots(data, languages, { faults: [] });
const port = createInProcessPort('demo', () => bots, { accepts: { start: true, event: true, end: true } });

describe.each(LOCALES)('the demo bot in %s', (locale) => {
  it.each(CASES)('plays %s with %s as it was kept', async (scenario, persona) => {
    const { transcript } = await playQuick(inputs({ scenario, persona, locale, repeat: 1 }), port, {
      seed: SEED,
    });
    expectKept(`${scenario}.${persona}.${locale}`, transcript);
  });
});

describe('kept transcripts', () => {
  const folder = join(packageRoot(), 'transcripts/golden');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

  it.each(files)('%s can be read, whole and unchanged since it was written', (name) => {
    const { conversations, problems } = readTranscripts(readFileSync(join(folder, name), 'utf8'));
    expect(problems).toEqual([]);
    expect(conversations).toHaveLength(1);
    expect(conversations[0]).toMatchObject({ complete: true, intact: true });
  });

  it('name no content twice', () => {
    const ids = files.map(
      (name) => readTranscripts(readFileSync(join(folder, name), 'utf8')).conversations[0]!.endHash,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
