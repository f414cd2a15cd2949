import type { AgentPack } from '../../agents/pack.ts';
import type { CoachSetting } from '../../desk/coach/setting.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { shownAtStart, worldOf } from '../../play/play.ts';

/** What a coach may know of a case. */
export function coachSetting(
  inputs: CaseInputs,
  { rubric, rules }: ScoringInputs,
  pack: AgentPack,
): CoachSetting {
  return {
    shop: inputs.shop,
    market: inputs.market,
    cast: worldOf(inputs).cast,
    pack,
    reader: inputs.language.reader,
    scenario: inputs.scenario,
    rubric,
    rules,
    shown: shownAtStart(inputs),
  };
}
