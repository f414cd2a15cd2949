import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import type { Transcript } from '../../src/model/event.ts';
import { parseCaseId } from '../../src/play/case-id.ts';
import { findDrift } from '../../src/replay/drift.ts';
import { playAgain } from '../../src/replay/play-again.ts';
import { score } from '../../src/scoring/score.ts';
import { createVirtualClock } from '../../src/session/clock.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { readTranscripts } from '../../src/transcript/read.ts';
import { jumpingTime } from '../helpers/manual-session.ts';
import { shipped } from '../helpers/play-helpers.ts';

const { data, languages, inputs, scoring } = shipped();
const FOLDER = join(packageRoot(), 'transcripts/golden');
const kept = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl') && !name.startsWith('third-party-bot.'))
  .map(
    (name) =>
      [name, readTranscripts(readFileSync(join(FOLDER, name), 'utf8')).conversations[0]!.transcript] as const,
  );

const port = createInProcessPort('demo', () => openDemoBots(data, languages, { faults: [] }), {
  accepts: { start: true, event: true, end: true },
});

async function again(recorded: Transcript, mode: 'replay' | 'rerun' = 'replay') {
  const found = inputs(parseCaseId(recorded.id)!);
  const { transcript: today } = await playAgain({
    mode,
    recorded,
    inputs: found,
    reader: found.language.reader,
    agent: port,
    clock: createVirtualClock(jumpingTime()),
    latency: 'declared',
    nonce: 'test',
    tool: 'peilian test',
  });
  const reading = {
    ...scoring,
    scenario: found.scenario,
    shop: found.shop,
    market: found.market,
    reader: found.language.reader,
  };
  const drift = findDrift({
    mode,
    recorded,
    today,
    reading,
    scores: {
      recorded: score({ ...reading, transcript: recorded }),
      today: score({ ...reading, transcript: today }),
    },
  });
  return { today, drift };
}

describe('replaying against the very bot that made it', () => {
  it.each(kept)('%s shows no drift, and every event comes as it came', async (_, recorded) => {
    const { today, drift } = await again(recorded);
    expect(today.events.slice(1)).toEqual(recorded.events.slice(1));
    expect(drift.items).toEqual([]);
    expect(drift.level).toBeNull();
  });

  it.each(kept)('%s shows none either when its buyer plays again', async (_, recorded) => {
    const { today, drift } = await again(recorded, 'rerun');
    expect(today.events.slice(1)).toEqual(recorded.events.slice(1));
    expect(drift.items).toEqual([]);
  });
});
