import type { Fact } from '../../model/fact.ts';
import type { HeldClaim } from '../owed.ts';

/** Words by which an agent says for which reason a period holds. */
const REASONS =
  /质量|瑕疵|破损|损坏|发错|错发|漏发|描述|不符|坏了|故障|fault|defect|damage|broken|wrong|mistake|not as described|quality|warrant/i;

/**
 * A period that holds for another reason told as if it held for any: 15 days, where only goods that differ from their description
 * may come back for so long and the buyer named no such reason. `null` where none is told.
 */
export function foreignPeriod({ question, truth, judgement, moment, asked }: HeldClaim): Fact | null {
  if (question.topic !== 'return-period' || !asked || question.problem !== undefined) return null;
  if (moment.acts.some((act) => act.certain && BESIDE.includes(act.act)) || namesReason(moment.text))
    return null;
  const due = truth.groups.find((group) => group.required)?.values.find((value) => value.kind === 'duration');
  const told = judgement.claims
    .filter((claim) => claim.topic === 'return-period' && claim.polarity !== 'no')
    .flatMap((claim) => claim.facts)
    .filter((fact) => fact.kind === 'duration' && !fact.negated);
  // Shorter ones in the same sentence are when the money comes; several are a list of cases.
  const only = told.length === 1 ? told[0]! : null;
  return due?.kind === 'duration' && only?.kind === 'duration' && only.msMax > due.msMax ? only : null;
}

const BESIDE: readonly string[] = ['instruct', 'give-options', 'refuse', 'refuse-with-reason'];

/** Whether a text says for which reason something holds. */
export const namesReason = (text: string): boolean => REASONS.test(text);
