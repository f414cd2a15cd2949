import type { CommandIo } from '../io.ts';
import type { Listed } from '../list.ts';
import { rulePacks } from '../wiring/packs.ts';

export function listRules(io: CommandIo): Listed[] {
  return rulePacks().files.flatMap(({ dimension, rules }) =>
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
