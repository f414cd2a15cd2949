import type { CommandIo } from '../io.ts';
import type { Listed } from '../list.ts';
import { ruleFiles } from '../wiring/rules.ts';

export function listRules(io: CommandIo): Listed[] {
  return ruleFiles().flatMap(({ dimension, rules }) =>
    rules.map(({ id, title, severity, points, source, confidence, on }) => ({
      id,
      title: title[io.uiLocale],
      dimension,
      severity,
      points,
      source,
      confidence,
      on,
    })),
  );
}
