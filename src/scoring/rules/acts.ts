import type { ActName } from '../../model/act.ts';
import type { Condition } from '../../model/rule.ts';
import type { Conversation, Moment } from '../conversation.ts';

/**
 * Acts of which a moment must have one for the condition to hold where it speaks against somebody; `null`: it may have none. Saves
 * looking where there is nothing to find.
 */
export function requiredActs(condition: Condition): readonly ActName[] | null {
  if ('act' in condition) return condition.act;
  if ('all' in condition) return condition.all.map(requiredActs).find((acts) => acts !== null) ?? null;
  if ('any' in condition) {
    const each = condition.any.map(requiredActs);
    return each.every((acts) => acts !== null) ? each.flatMap((acts) => acts!) : null;
  }
  return null;
}

/** The moments that have one of the acts, in their order. */
export function withAct(acts: readonly ActName[], { byAct, moments }: Conversation): readonly Moment[] {
  let found: readonly Moment[] = NO_MOMENTS;
  let several: Set<number> | null = null;
  for (const act of acts) {
    const own = byAct.get(act);
    if (own === undefined) continue;
    if (found.length === 0) found = own;
    else {
      several ??= new Set(found.map((moment) => moment.position));
      for (const { position } of own) several.add(position);
    }
  }
  return several === null ? found : [...several].sort((a, b) => a - b).map((position) => moments[position]!);
}

const NO_MOMENTS: readonly Moment[] = [];
