import type { Locale } from '../model/locale.ts';
import type { Persona, Phrases } from '../model/persona.ts';
import type { Scenario, Want } from '../model/scenario.ts';

/** A place in a scenario (`agenda[2].need`) whose intent neither persona nor locale can put into words. */
export interface MissingWording {
  readonly path: string;
  readonly intent: string;
}

/** Every intent that only this scenario names, and that would leave the buyer speechless. Empty when all can be said. */
export function missingWordings(
  scenario: Scenario,
  persona: Persona,
  locale: Locale,
  common: Phrases,
): readonly MissingWording[] {
  const own = persona.phrases[locale];
  const known = (intent: string) => {
    for (let name = intent; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.'))))
      if (own[name] || common[name]) return true;
    return false;
  };
  const list = scenario.agenda ? 'agenda' : 'script';
  return (scenario[list] ?? []).flatMap((want, index) => {
    const named = intentOf(want);
    return named === null || known(named.intent)
      ? []
      : [{ path: `${list}[${index}].${named.verb}`, intent: named.intent }];
  });
}

function intentOf(want: Want): { readonly verb: string; readonly intent: string } | null {
  if ('ask' in want) return { verb: 'ask', intent: `ask.${want.ask}` };
  if ('need' in want) return { verb: 'need', intent: `need.${want.need}` };
  if ('chat' in want) return { verb: 'chat', intent: `chat.${want.chat}` };
  if ('tempt' in want) return { verb: 'tempt', intent: `tempt.${want.tempt}` };
  if ('say' in want && typeof want.say === 'string') return { verb: 'say', intent: want.say };
  return null;
}
