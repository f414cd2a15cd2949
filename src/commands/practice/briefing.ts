import type { PracticeSetup } from '../../desk/setup.ts';
import type { Briefing } from '../../desk/views/briefing-lines.ts';
import type { Locale } from '../../model/locale.ts';
import type { Data } from '../data.ts';

/** What a trainee is told before the first buyer comes, out of the shop and of whatever was chosen. */
export function briefingOf(setup: PracticeSetup, shopId: string, data: Data, locale: Locale): Briefing {
  const shop = data.shop(shopId);
  const scenario = setup.scenario === null ? [] : [data.scenario(setup.scenario)];
  const persona = setup.persona === null ? [] : [data.persona(setup.persona)];
  return {
    setup,
    shop,
    market: data.market(shop.market),
    about: [
      ...scenario.map(({ title, summary }) => `${title[locale]}: ${summary[locale]}`),
      ...persona.map(({ title, about }) => `${title[locale]}: ${about[locale]}`),
    ],
  };
}
