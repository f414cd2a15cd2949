import type { Transcript, TranscriptEvent } from '../../model/event.ts';
import type { AgentPort } from '../../model/ports.ts';
import { createStopper } from '../../model/stop-signal.ts';
import { createVirtualClock } from '../../session/clock.ts';
import type { SessionBounds } from '../../session/options.ts';
import type { CaseInputs } from '../inputs.ts';
import { playCase } from '../play.ts';
import { type Branch, branchId, rewindPoint } from './branch.ts';

/**
 * Why a conversation cannot be taken up there. `no-deed`: the event is no message or action of the agent before the ending.
 * `changed`: played again it comes out otherwise from `event` on, because the persona, scenario, shop, packs or the program are
 * no longer what they were.
 */
export type RewindFault =
  | { readonly fault: 'no-deed' }
  | { readonly fault: 'changed'; readonly event: number };

/** The branch that takes back an agent's deed, once a trial in virtual time has shown that the way there can be played again. */
export async function openBranch(
  parent: Transcript,
  event: number,
  inputs: CaseInputs,
  taken: (id: string) => boolean,
  bounds: Partial<SessionBounds> = {},
): Promise<Branch | RewindFault> {
  const point = rewindPoint(parent, event);
  if (point === null) return { fault: 'no-deed' };
  return tried({ parent, event: point, id: branchId(parent.id, taken) }, inputs, bounds);
}

/** The branch that takes nothing back: the same conversation goes on with somebody else at the agent's side. */
export async function openSequel(
  parent: Transcript,
  inputs: CaseInputs,
  taken: (id: string) => boolean,
  bounds: Partial<SessionBounds> = {},
): Promise<Branch | RewindFault> {
  const end = parent.events.findIndex(({ type }) => type === 'ending');
  if (parent.events.length === 0 || end >= 0) return { fault: 'no-deed' };
  return tried({ parent, event: parent.events.length, id: branchId(parent.id, taken) }, inputs, bounds);
}

async function tried(
  branch: Branch,
  inputs: CaseInputs,
  bounds: Partial<SessionBounds>,
): Promise<Branch | RewindFault> {
  const different = await firstDifference(branch, inputs, bounds);
  return different === null ? branch : { fault: 'changed', event: different };
}

/** Index of the first event before the branch that is not as it was; `null`: all are. */
async function firstDifference(
  branch: Branch,
  inputs: CaseInputs,
  bounds: Partial<SessionBounds>,
): Promise<number | null> {
  const stop = createStopper();
  const played: TranscriptEvent[] = [];
  const { header } = branch.parent;
  await playCase({
    inputs,
    scoring: null,
    agent: SILENT,
    clock: createVirtualClock({ now: () => 0, after: () => () => {} }),
    latency: header.latency,
    runSeed: 0,
    nonce: 'rebuild',
    tool: header.tool,
    from: branch,
    bounds,
    stop,
    record: (event) => {
      played.push(event);
      if (played.length >= branch.event) stop.stop();
    },
  });
  for (let index = 1; index < branch.event; index++)
    if (bodyOf(played[index]) !== bodyOf(branch.parent.events[index])) return index;
  return null;
}

function bodyOf(event: TranscriptEvent | undefined): string {
  if (event === undefined) return '';
  const { conversation: _, measuredMs: _measured, ...body } = event;
  return sorted(body);
}

/** The order in which a reader found the fields says nothing. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Says nothing for as long as the trial lasts. */
const SILENT: AgentPort = {
  id: 'silent',
  pushes: false,
  accepts: { start: false, event: false, end: false },
  open: () => ({ deliver: () => ({}), close: () => {} }),
  close: async () => {},
};
