import { createAgreeableAgent } from '../agents/agreeable.ts';
import type { AuditSetup } from '../agents/audit-setup.ts';
import { createEverythingAgent } from '../agents/everything.ts';
import { createIdleAgent } from '../agents/idle.ts';
import { createOracle } from '../agents/oracle/oracle.ts';
import type { AgentPack } from '../agents/pack.ts';
import { createWrongAgent } from '../agents/wrong.ts';
import type { Locale } from '../model/locale.ts';
import type { AgentPort } from '../model/ports.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { createVirtualClock, type RealTime } from '../session/clock.ts';
import { type CaseKey, caseId } from './case-id.ts';
import type { CaseInputs, ScoringInputs } from './inputs.ts';
import { playCase, worldOf } from './play.ts';

/*
 * A scenario audits itself: it is played against agents whose worth is known. One that fails the agent that knows
 * everything is wrong; one that passes an agent that does nothing, agrees to all, lies or talks down everything it knows
 * cannot tell good from bad.
 */

export const AUDITORS = ['oracle', 'idle', 'agreeable', 'wrong', 'everything'] as const;
export type Auditor = (typeof AUDITORS)[number];

export interface AuditOptions {
  /** Everything that a case names, looked up. */
  readonly inputs: (key: CaseKey) => CaseInputs;
  readonly scoring: ScoringInputs;
  /** The wordings of the agents that ship. */
  readonly pack: (locale: Locale) => AgentPack;
  readonly runSeed: number;
  /** Name and version of this tool. */
  readonly tool: string;
  readonly auditors?: readonly Auditor[];
}

/** How one case stood one agent. */
export interface AuditResult {
  readonly case: string;
  readonly key: CaseKey;
  readonly auditor: Auditor;
  readonly scorecard: Scorecard;
  /** Why the scenario cannot be trusted; `null`: the agent came out as it must. */
  readonly fault: AuditFault | null;
}

/** `oracle-failed`: no agent could pass. `goals-missed`: it passed, yet not with the full outcome. `passed`: a bad agent got through. */
export type AuditFault = 'oracle-failed' | 'goals-missed' | 'passed';

/** Plays the cases one after the other against every auditor, in the order given. */
export async function* auditCases(
  cases: readonly CaseKey[],
  options: AuditOptions,
): AsyncGenerator<AuditResult> {
  for (const key of cases) {
    const inputs = options.inputs(key);
    for (const auditor of options.auditors ?? AUDITORS) {
      const scorecard = await auditOne(inputs, auditor, options);
      yield { case: caseId(key), key, auditor, scorecard, fault: faultOf(auditor, scorecard) };
    }
  }
}

/** One persona for each scenario and language: the first that it is made for. */
export function onePersonaEach(
  cases: readonly CaseKey[],
  fits: (scenario: string) => readonly string[],
): CaseKey[] {
  const best = new Map<string, CaseKey>();
  const rank = ({ scenario, persona }: CaseKey) => fits(scenario).indexOf(persona);
  for (const key of cases) {
    const group = `${key.scenario} ${key.locale}`;
    const known = best.get(group);
    if (known === undefined || rank(key) < rank(known)) best.set(group, key);
  }
  return [...best.values()];
}

async function auditOne(inputs: CaseInputs, auditor: Auditor, options: AuditOptions): Promise<Scorecard> {
  const { shop, market, language, key } = inputs;
  const agent = agentOf(auditor, {
    shop,
    market,
    cast: worldOf(inputs).cast,
    pack: options.pack(key.locale),
    reader: language.reader,
  });
  const { scorecard } = await playCase({
    inputs,
    scoring: options.scoring,
    agent,
    clock: createVirtualClock(STANDING_TIME),
    latency: 'declared',
    runSeed: options.runSeed,
    nonce: 'audit',
    tool: options.tool,
  });
  if (scorecard === null) throw new Error('an audited case was not scored');
  return scorecard;
}

/** The agents answer at once, and none pushes: no real time ever has to pass. */
const STANDING_TIME: RealTime = { now: () => 0, after: () => () => {} };

function agentOf(auditor: Auditor, setup: AuditSetup): AgentPort {
  switch (auditor) {
    case 'oracle':
      return createOracle(setup);
    case 'idle':
      return createIdleAgent();
    case 'agreeable':
      return createAgreeableAgent();
    case 'wrong':
      return createWrongAgent(setup);
    case 'everything':
      return createEverythingAgent(setup);
  }
}

function faultOf(auditor: Auditor, { verdict, score }: Scorecard): AuditFault | null {
  if (auditor !== 'oracle') return verdict === 'pass' ? 'passed' : null;
  if (verdict !== 'pass') return 'oracle-failed';
  return score.outcome !== null && score.outcome < 100 ? 'goals-missed' : null;
}
