import type { CommandIo } from '../io.ts';
import type { Listed } from '../list.ts';
import { openRules } from '../wiring/rules.ts';

export function listRules(io: CommandIo): Listed[] {
  return openRules(io.workingFolder).rules.map(
    ({ id, title, dimension, severity, points, source, confidence, on }) => ({
      id,
      title: title[io.uiLocale],
      dimension,
      severity,
      points,
      source,
      confidence,
      on,
    }),
  );
}
