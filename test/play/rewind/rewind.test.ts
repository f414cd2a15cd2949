import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it, vi } from 'vitest';
import { createOracle } from '../../../src/agents/oracle/oracle.ts';
import type { Transcript, TranscriptEvent } from '../../../src/model/event.ts';
import type { AgentPort } from '../../../src/model/ports.ts';
import type { CaseInputs } from '../../../src/play/inputs.ts';
import { playCase, worldOf } from '../../../src/play/play.ts';
import { type Branch, branchId, isAgents, rewindPoint } from '../../../src/play/rewind/branch.ts';
import { openBranch } from '../../../src/play/rewind/rebuild.ts';
import { createSystemClock } from '../../../src/session/clock.ts';
import { encodeLine } from '../../../src/transcript/line.ts';
import { agentPack } from '../../helpers/agent-pack.ts';
import { shipped } from '../../helpers/play-helpers.ts';
import { simulatedTime } from '../../helpers/simulated-time.ts';
import { sameAgain, typingAgent } from '../../helpers/typing-agent.ts';

const all = shipped();
const CASES = all.cases({
  scenarios: ['haggle-floor', 'size-advice', 'late-parcel', 'quality-complaint', 'paid-address-check'],
});

const oracleOf = (inputs: CaseInputs) =>
  createOracle({
    shop: inputs.shop,
    market: inputs.market,
    cast: worldOf(inputs).cast,
    pack: agentPack(inputs.key.locale),
    reader: inputs.language.reader,
  });

/** Held in real seconds on a machine whose timers come late. */
async function held(
  inputs: CaseInputs,
  agent: (time: ReturnType<typeof simulatedTime>) => AgentPort,
  more: { readonly from?: Branch; readonly lateMsMax?: number; readonly seed?: number } = {},
): Promise<Transcript> {
  const time = simulatedTime(more.lateMsMax ?? 9);
  const { transcript } = await time.drive(
    playCase({
      inputs,
      scoring: null,
      agent: agent(time),
      clock: createSystemClock(time),
      latency: 'measured',
      runSeed: more.seed ?? 1,
      nonce: 'test',
      tool: 'peilian test',
      ...(more.from === undefined ? {} : { from: more.from }),
    }),
  );
  return transcript;
}

const body = ({ conversation: _, ...event }: TranscriptEvent) => JSON.stringify(event);
const bodies = (events: readonly TranscriptEvent[]) => events.map(body);

const NIGHTLY = process.env.PEILIAN_NIGHTLY === '1';
if (NIGHTLY) vi.setConfig({ testTimeout: 600_000 });

describe('rewinding', () => {
  property.prop([fc.constantFrom(...CASES), fc.nat(1_000_000), fc.double({ min: 0, max: 1, noNaN: true })], {
    numRuns: NIGHTLY ? 400 : 25,
  })(
    'to any deed and doing the same at the same times gives the same conversation, byte for byte',
    async (key, seed, share) => {
      const inputs = all.inputs(key);
      const parent = await held(inputs, (time) => typingAgent(oracleOf(inputs), time), { seed });
      const deeds = parent.events.filter((event) => rewindPoint(parent, event.index) !== null);
      const deed = deeds[Math.min(deeds.length - 1, Math.floor(share * deeds.length))]!;
      const branch = (await openBranch(parent, deed.index, inputs, () => false)) as Branch;
      expect(branch).toHaveProperty('id', `${parent.id}~1`);
      const resumeAt = parent.events[branch.event - 1]!.t;
      const again = await held(
        inputs,
        (time) => sameAgain(parent.events.slice(branch.event), resumeAt, time),
        { from: branch, lateMsMax: 0 },
      );
      expect(bodies(again.events.slice(1))).toEqual(bodies(parent.events.slice(1)));
      const { parent: origin, ...header } = again.header;
      expect(origin).toEqual({ conversation: parent.id, event: branch.event });
      expect(body({ ...header, conversation: parent.id })).toBe(body(parent.header));
    },
  );

  it('and answering otherwise keeps what came before and goes another way', async () => {
    const key = CASES.find((one) => one.scenario === 'haggle-floor' && one.locale === 'en')!;
    const inputs = all.inputs(key);
    const parent = await held(inputs, (time) => typingAgent(oracleOf(inputs), time));
    const deed = parent.events.filter((event) => event.type === 'message' && isAgents(event))[2]!;
    const branch = (await openBranch(parent, deed.index, inputs, () => false)) as Branch;
    const mute: AgentPort = {
      id: 'person',
      pushes: true,
      accepts: { start: false, event: true, end: false },
      open: () => ({ deliver: () => ({}), close: () => {} }),
      close: async () => {},
    };
    const other = await held(inputs, () => mute, { from: branch });
    expect(bodies(other.events.slice(1, branch.event))).toEqual(bodies(parent.events.slice(1, branch.event)));
    expect(other.events.slice(branch.event).filter(isAgents)).toEqual([]);
    expect(other.id).toBe(`${parent.id}~1`);
    // A branch of a branch is a conversation of its own, and every line chains.
    const second = await openBranch(
      other,
      branch.event - 1 - [...other.events.slice(0, branch.event)].reverse().findIndex(isAgents),
      inputs,
      (id) => id === other.id,
    );
    expect(second).toHaveProperty('id', `${parent.id}~2`);
    expect(() => other.events.reduce((hash, event) => encodeLine(event, hash).hash, '')).not.toThrow();
  });

  it('lets an agent who knows the rest answer what was still open', async () => {
    const key = CASES.find((one) => one.scenario === 'size-advice' && one.locale === 'zh-CN')!;
    const inputs = all.inputs(key);
    const parent = await held(inputs, (time) => typingAgent(oracleOf(inputs), time));
    const first = parent.events.find((event) => event.type === 'message' && isAgents(event))!;
    const branch = (await openBranch(parent, first.index, inputs, () => false)) as Branch;
    const shown = await held(inputs, () => oracleOf(inputs), { from: branch });
    const after = shown.events.slice(branch.event).find((event) => event.type === 'message')!;
    expect(after).toMatchObject({ from: 'agent' });
    expect(shown.events.at(-1)).toMatchObject({ type: 'ending', ending: 'settled' });
  });

  it('refuses what is no deed of the agent, and what no longer comes out the same', async () => {
    const key = CASES.find((one) => one.scenario === 'haggle-floor' && one.locale === 'en')!;
    const inputs = all.inputs(key);
    const parent = await held(inputs, (time) => typingAgent(oracleOf(inputs), time));
    expect(await openBranch(parent, 0, inputs, () => false)).toEqual({ fault: 'no-deed' });
    expect(await openBranch(parent, parent.events.length - 1, inputs, () => false)).toEqual({
      fault: 'no-deed',
    });
    const said = parent.events.find((event) => event.type === 'message' && event.from === 'buyer')!;
    const deed = parent.events.findLast((event) => rewindPoint(parent, event.index) !== null)!;
    const changed: Transcript = {
      ...parent,
      events: parent.events.map((event) =>
        event === said ? ({ ...event, text: 'something else' } as TranscriptEvent) : event,
      ),
    };
    expect(await openBranch(changed, deed.index, inputs, () => false)).toEqual({
      fault: 'changed',
      event: said.index,
    });
  });

  it('names branches after their root, the first free number', () => {
    expect(branchId('a/b/en/1', () => false)).toBe('a/b/en/1~1');
    expect(branchId('a/b/en/1~2', (id) => id === 'a/b/en/1~1')).toBe('a/b/en/1~2');
  });
});
