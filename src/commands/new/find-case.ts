import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Shop } from '../../model/shop.ts';
import { type Draft, type DraftWish, draftCase } from '../../play/from-chat/draft.ts';
import type { Matter } from '../../play/from-chat/matters.ts';
import { perLocale, type Stages } from '../../play/generate/stages.ts';
import { type PreviewSetup, personasAbleTo, playDraft } from './preview.ts';

export interface Found {
  readonly draft: Draft;
  readonly stages: Stages;
  /** What was read and is not in the case: no shop answers it, or the agent who knows everything could not see to it. */
  readonly left: readonly Matter[];
  /** Whether the agent who knows everything passes it in every language, with the full outcome. */
  readonly sound: boolean;
}

export type FindWish = Omit<DraftWish, 'stages' | 'markets' | 'attempt' | 'fits'> & {
  readonly fits: readonly string[];
  readonly shop: Shop;
};

const PLAYS_MAX = 60;
const ATTEMPTS = 3;
const OTHERS_MAX = 3;

/**
 * The case as the chat had it, as near as the shops allow: played by the agent who knows everything, and without what even that
 * agent cannot see to. `null` where no pair of shops has what it is about.
 */
export async function findCase(wish: FindWish, setup: Omit<PreviewSetup, 'stages'>): Promise<Found | null> {
  let plays = 0;
  let first: Found | null = null;
  for (const other of othersFor(wish.shop, setup)) {
    const stages = perLocale((locale) => (locale === wish.shop.locale ? wish.shop : other));
    const markets = perLocale((locale) => setup.data.market(stages[locale].market));
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      for (const matters of thinner(wish.matters)) {
        const full: DraftWish = { ...wish, matters, stages, markets, attempt };
        const rough = draftCase(full);
        if (rough === null) break;
        const able = personasAbleTo(rough.yaml, wish.fits, { ...setup, stages });
        for (const fits of casts(able.length > 0 ? able : [PLAIN])) {
          const draft = draftCase({ ...full, fits })!;
          const left = wish.matters.filter(
            (matter) => !matters.includes(matter) || draft.left.includes(matter),
          );
          // Others may have something to do meanwhile: a key that was pressed, a signal.
          await new Promise<void>((then) => setImmediate(then));
          const sound = await passes(draft, stages, setup);
          plays += 1;
          const found: Found = { draft, stages, left, sound };
          if (sound) return found;
          first ??= found;
        }
        if (plays >= PLAYS_MAX) return first;
      }
    }
  }
  return first;
}

/** A plain buyer, who can play anything. */
const PLAIN = 'direct-brisk';

/** Those who fit, each leading once: what one of them makes impossible another may not. The first two and the last, the plainest. */
function casts(fits: readonly string[]): readonly (readonly string[])[] {
  const leads = [...new Set([...fits.slice(0, 2), fits.at(-1)!])];
  return leads.map((lead) => [lead, ...fits.filter((id) => id !== lead)]);
}

async function passes(draft: Draft, stages: Stages, setup: Omit<PreviewSetup, 'stages'>): Promise<boolean> {
  for (const locale of LOCALES) {
    const { verdict, score } = await playDraft(draft.yaml, locale, 'oracle', { ...setup, stages });
    if (verdict !== 'pass' || (score.outcome ?? 100) < 100) return false;
  }
  return true;
}

/** All matters; then without one; then only what makes the case. */
function* thinner(matters: readonly Matter[]): Generator<readonly Matter[]> {
  yield matters;
  const spare = matters.filter(({ core }) => !core);
  if (matters.length > 1)
    for (const one of [...spare].reverse()) yield matters.filter((each) => each !== one);
  const core = matters.filter((each) => each.core);
  if (core.length > 0 && spare.length > 1) yield core;
  else if (core.length === 0 && spare.length > 2) for (const one of spare) yield [one];
}

/** A shop for the other language: of the same trade first. */
function othersFor(shop: Shop, { data }: Pick<PreviewSetup, 'data'>): readonly Shop[] {
  const other = LOCALES.find((locale): locale is Locale => locale !== shop.locale)!;
  return data.library
    .ids('shop')
    .map((id) => data.shop(id))
    .filter(({ locale }) => locale === other)
    .sort((a, b) => Number(b.trade === shop.trade) - Number(a.trade === shop.trade))
    .slice(0, OTHERS_MAX);
}
