import type { PlannedChat } from '../../desk/host-types.ts';
import type { PracticeSetup } from '../../desk/setup.ts';
import type { CaseKey } from '../../play/case-id.ts';
import { caseId } from '../../play/case-id.ts';
import { planCases } from '../../play/plan.ts';
import { customerIn } from '../../play/play.ts';
import { hashText } from '../../random/hash.ts';
import { createRandom } from '../../random/stream.ts';
import type { Data } from '../data.ts';
import { openOwnShop } from '../wiring/own-shop.ts';

export interface DrawnChats {
  readonly shop: string;
  readonly chats: readonly PlannedChat[];
}

/** When the first buyer comes, and the mean time from one to the next. */
const FIRST_MS = 1_500;
const GAP_MEAN_MS = 16_000;
const GAP_STRICT_MS = 11_000;
const GAP_LEAST_MS = 4_000;

/**
 * Draws the buyers of a practice by its seed: all in one shop, different cases, and different people as long as there are enough.
 * `null` where nothing fits the choice.
 */
export function drawChats(setup: PracticeSetup, data: Data): DrawnChats | null {
  const { locale, seed } = setup;
  // A shop that is chosen plays whatever it can, whichever shop a scenario was written for.
  const own = setup.shop === null ? null : openOwnShop(data, setup.shop);
  const ids = setup.scenario === null ? data.library.ids('scenario') : [setup.scenario];
  const scenarios = ids.map((id) => data.scenario(id));
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const personas = data.library.ids('persona');
  const persona = setup.persona === null ? null : data.persona(setup.persona).id;
  const cases = planCases(
    {
      locales: [locale],
      ...(persona === null ? {} : { personas: [persona] }),
      ...(setup.scenario === null ? {} : { scenarios: [...byId.keys()] }),
    },
    scenarios,
    persona === null || personas.includes(persona) ? personas : [...personas, persona],
  ).filter(({ scenario }) => {
    const { difficulty } = byId.get(scenario)!;
    return (
      (setup.difficulty === null || difficulty === setup.difficulty) &&
      (own === null || own.obstacles({ scenario, locale }).length === 0)
    );
  });
  const castOf = ({ scenario }: CaseKey) => (own?.data ?? data).cast(scenario, locale);
  const shopOf = (key: CaseKey) => castOf(key).shop.id;
  const shop =
    setup.shop === null ? fullestShop(cases.map(shopOf), setup.buyers, seed) : data.shop(setup.shop).id;
  const accountOf = (key: CaseKey) =>
    customerIn({
      key,
      ...castOf(key),
      persona: data.persona(key.persona),
    }).customer ?? '';
  const drawn = pickDifferent(
    cases
      .filter((key) => shopOf(key) === shop)
      .sort((a, b) => hashText(caseId(a), seed) - hashText(caseId(b), seed)),
    setup.buyers,
    accountOf,
  );
  if (shop === undefined || drawn.length === 0) return null;
  return { shop, chats: withArrivals(drawn.map(caseId), setup) };
}

/** Any shop with enough cases, by the seed; else the one with most. */
function fullestShop(shops: readonly string[], wanted: number, seed: number): string | undefined {
  const counts = new Map<string, number>();
  for (const shop of shops) counts.set(shop, (counts.get(shop) ?? 0) + 1);
  const all = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const enough = all.filter(([, count]) => count >= wanted);
  if (enough.length > 0) return createRandom(seed).stream('shop', 0).pick(enough)[0];
  return all.sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * New accounts, scenarios and personas first, so that two chats are never mistaken for each other; then whatever is new in less; then
 * the same again as another repetition.
 */
function pickDifferent(
  cases: readonly CaseKey[],
  count: number,
  accountOf: (key: CaseKey) => string,
): readonly CaseKey[] {
  const picked: CaseKey[] = [];
  const isNewAccount = (key: CaseKey) => !picked.some((one) => accountOf(one) === accountOf(key));
  const isNew = [
    (key: CaseKey) =>
      isNewAccount(key) &&
      !picked.some(({ scenario, persona }) => scenario === key.scenario || persona === key.persona),
    (key: CaseKey) => isNewAccount(key) && !picked.some(({ scenario }) => scenario === key.scenario),
    isNewAccount,
    (key: CaseKey) =>
      !picked.some(({ scenario, persona }) => scenario === key.scenario || persona === key.persona),
    (key: CaseKey) => !picked.some(({ scenario }) => scenario === key.scenario),
    (key: CaseKey) => !picked.includes(key),
  ];
  for (const fits of isNew) for (const key of cases) if (picked.length < count && fits(key)) picked.push(key);
  for (let repeat = 2; picked.length < count && cases.length > 0; repeat += 1)
    for (const key of cases) if (picked.length < count) picked.push({ ...key, repeat });
  return picked;
}

function withArrivals(ids: readonly string[], { seed, strict }: PracticeSetup): readonly PlannedChat[] {
  const random = createRandom(seed);
  let at = FIRST_MS;
  return ids.map((id, index) => {
    if (index > 0) {
      const mean = strict ? GAP_STRICT_MS : GAP_MEAN_MS;
      at +=
        GAP_LEAST_MS +
        Math.round(-Math.log(1 - random.stream('arrival', index).share()) * (mean - GAP_LEAST_MS));
    }
    return { id, arriveAtMs: at };
  });
}
