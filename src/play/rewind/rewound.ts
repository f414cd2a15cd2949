import type { AgentPort } from '../../model/ports.ts';
import type { Clock } from '../../session/clock.ts';
import type { Branch } from './branch.ts';
import { createResumingClock } from './resuming-clock.ts';
import { createRewoundAgent } from './rewound-agent.ts';

/** The agent's side and the clock of a branch: the record's until the point where it branches, then the live ones. */
export function rewound(
  branch: Branch,
  agent: AgentPort,
  clock: Clock,
): { readonly agent: AgentPort; readonly clock: Clock } {
  const kept = branch.parent.events.slice(0, branch.event);
  const resuming = createResumingClock(clock, kept.at(-1)?.t ?? 0);
  return { agent: createRewoundAgent(agent, kept, resuming.isLive), clock: resuming.clock };
}
