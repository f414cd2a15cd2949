import type { AuditSetup } from '../../agents/audit-setup.ts';
import type { Context } from '../../model/protocol.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { ScoreInput } from '../../scoring/score.ts';

/** Everything a coach knows of a case: the truth, the goal, how it is scored, and how somebody who knows all would say it. */
export interface CoachSetting extends AuditSetup {
  readonly scenario: Scenario;
  readonly rubric: ScoreInput['rubric'];
  readonly rules: ScoreInput['rules'];
  /** What the desk shows from the start: the product the buyer came from, and an earlier chat. */
  readonly shown: Pick<Context, 'product' | 'priorLog'>;
}
