import type { Locale } from '../../model/locale.ts';
import type { Rubric } from '../../model/rubric.ts';
import { canonical } from '../../play/content-hash.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import type { RunStore } from '../../store/run-store.ts';
import { packsText } from '../wiring/packs.ts';

/** Keeps everything that shaped a conversation with its run, each thing once, so that the run can be scored elsewhere. */
export function createKeeper(store: RunStore): (inputs: CaseInputs) => void {
  const kept = new Set<object>();
  const locales = new Set<Locale>();
  const keep = (id: string, data: object) => {
    if (kept.has(data)) return;
    kept.add(data);
    store.keepInput(id, canonical(data));
  };
  return ({ scenario, persona, shop, market, shopUnknown, key }) => {
    keep(scenario.id, scenario);
    keep(persona.id, persona);
    if (!shopUnknown) {
      keep(shop.id, shop);
      keep(market.id, market);
    }
    if (!locales.has(key.locale)) {
      locales.add(key.locale);
      store.keepInput(key.locale, packsText(key.locale));
    }
  };
}

export function keepRubric(store: RunStore, rubric: Rubric): string {
  return store.keepInput(rubric.id, canonical(rubric)).hash;
}
