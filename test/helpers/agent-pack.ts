import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type AgentPack, AgentPackSchema } from '../../src/agents/pack.ts';
import type { Locale } from '../../src/model/locale.ts';

/** The shipped agents' wordings of a locale, read from the source tree. */
export function agentPack(locale: Locale): AgentPack {
  return AgentPackSchema.parse(
    parse(readFileSync(new URL(`../../src/packs/locales/${locale}/agent.yaml`, import.meta.url), 'utf8')),
  );
}
