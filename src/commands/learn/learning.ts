import type { CardGrade, CardView } from '../../desk/cards/cards-state.ts';
import type { Outlook } from '../../desk/cards/outlook.ts';
import { type Card, ruleCards, shopCards } from '../../learn/cards.ts';
import { cardsFor, type Known } from '../../learn/progress.ts';
import { remember } from '../../learn/sm2.ts';
import type { Shop } from '../../model/shop.ts';
import { startAfter } from '../../play/generate/cast.ts';
import { createRandom } from '../../random/stream.ts';
import { openData } from '../data.ts';
import type { CommandIo } from '../io.ts';
import type { LearnOptions } from '../learn.ts';
import { openRules } from '../wiring/rules.ts';
import { findingsIn } from './findings.ts';
import { readProgress, saveProgress } from './progress-file.ts';

/** One person's cards of one shop, on one day; whatever is graded is kept at once. */
export interface Learning {
  readonly shop: Shop;
  /** How many cards there are. */
  readonly all: number;
  /** The cards of another sitting: own findings, what is due, new ones. Empty: nothing is due today. */
  sitting(): readonly CardView[];
  /** Keeps how well a card was known and gives the day on which it comes again; graded twice in a sitting, the last counts. */
  grade(card: string, grade: CardGrade): string;
  outlook(): Outlook;
}

const COUNT = 10;

export async function openLearning(options: LearnOptions, today: string, io: CommandIo): Promise<Learning> {
  const data = openData(io.workingFolder);
  const shop =
    options.shop !== undefined
      ? data.shop(options.shop)
      : data.library
          .ids('shop')
          .map((id) => data.shop(id))
          .find(({ locale }) => locale === (options.locale ?? io.uiLocale))!;
  const { rules } = openRules(io.workingFolder);
  const startsAt = startAfter(shop, createRandom(1).stream('learn', 0));
  const cards = [...ruleCards(rules, shop.locale), ...shopCards(shop, data.market(shop.market), startsAt)];
  const findings = await findingsIn(options.from ?? [], io);
  let progress = readProgress(io);
  const person = options.person ?? 'me';
  let known: Known = progress.people[person]?.cards ?? {};
  /** As it was before the sitting: a card that is graded again is graded from there. */
  let before = known;
  /** A card from one's findings comes once a day, whatever day it is due. */
  const graded = new Set<string>();
  const next = () => {
    const open = new Map([...findings].filter(([card]) => !graded.has(card)));
    return cardsFor(cards, known, open, today, options.count ?? COUNT).filter(({ id }) => !graded.has(id));
  };
  return {
    shop,
    all: cards.length,
    sitting() {
      before = known;
      return next().map((card) => view(card, findings.get(card.id) ?? 0, io));
    },
    grade(card, grade) {
      const memory = remember(before[card], grade, today);
      known = { ...known, [card]: memory };
      graded.add(card);
      progress = { ...progress, people: { ...progress.people, [person]: { cards: known } } };
      saveProgress(progress, io);
      return memory.due;
    },
    outlook() {
      const counts = new Map<string, number>();
      let met = 0;
      for (const { id } of cards) {
        const due = known[id]?.due;
        if (due === undefined) continue;
        met += 1;
        counts.set(due, (counts.get(due) ?? 0) + 1);
      }
      const due = [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, count]) => ({ day, days: daysFrom(today, day), count }));
      return { known: met, all: cards.length, due, left: next().length };
    },
  };
}

const DAY_MS = 86_400_000;

function daysFrom(today: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
}

function view({ id, ask, answer, why, source }: Card, times: number, io: CommandIo): CardView {
  const question =
    ask.kind === 'rule'
      ? `${io.ui('learn.q.rule')}\n${ask.said}`
      : ask.item === null
        ? io.ui('learn.q.policy', { topic: io.ui(`learn.topic.${ask.topic}`) })
        : io.ui('learn.q.item', { item: ask.item, topic: io.ui(`learn.topic.${ask.topic}`) });
  return { id, question, answer, why, source, times };
}
