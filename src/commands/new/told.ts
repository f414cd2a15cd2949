import type { FactValue } from '../../model/fact.ts';
import type { Want } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Goals } from '../../play/from-chat/goals.ts';
import type { ChatRead } from '../../play/from-chat/read-chat.ts';
import { isProblem, subjectOf } from '../../play/from-chat/subjects.ts';
import { personasLike } from '../../play/from-chat/temper.ts';
import { isNeed, isTalk } from '../../play/from-chat/wishes.ts';
import { remedyName } from '../../scoring/wording/conditions.ts';
import { factText } from '../../scoring/wording/facts.ts';
import { topicName } from '../../scoring/wording/names.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import type { Chat } from './chat-lines.ts';
import type { Made, Taken } from './workshop.ts';

/** A sentence about a chat or a case; `warn` where a person should look at it. */
export interface Told {
  readonly text: string;
  readonly warn?: true;
}

/** What was read in a chat: nobody's data, the wishes, the facts, the temper. Throws `UsageError` for a chat without a buyer. */
export function tellTaken(
  { chat, read, shops }: Taken & { readonly chat: Chat },
  data: Data,
  io: CommandIo,
): readonly Told[] {
  const { ui, uiLocale } = io;
  const replaced = Object.entries(chat.replaced).map(
    ([kind, count]) => `${ui(`import.kind.${kind}`)} ${count}`,
  );
  const of = (from: 'buyer' | 'agent') => chat.lines.filter((line) => line.from === from).length;
  if (of('buyer') === 0) throw new UsageError(ui('new.no-buyer'), ui('new.no-buyer.hint'));
  const list = (words: readonly string[]) => new Intl.ListFormat(uiLocale).format(words);
  const subject = subjectOf(read);
  const wishes = wishesIn(read, io);
  const facts = factsIn(read, shops[0], data, io);
  const told: Told[] = [
    {
      text:
        replaced.length === 0
          ? ui('import.nothing-personal')
          : ui('import.replaced', { what: replaced.join(', ') }),
    },
    { text: ui('new.read', { buyer: of('buyer'), agent: of('agent') }) },
  ];
  if (isProblem(subject) && read.problemWords !== null)
    told.push({
      text: ui('new.read-problem', {
        what: ui(`new.subject.${subject}`),
        words: read.problemWords.slice(0, 80),
      }),
    });
  if (read.topics.length > 0)
    told.push({
      text: ui('new.read-asked', {
        topics: list(read.topics.map(({ topic, attribute }) => attribute ?? topicName(topic, uiLocale))),
      }),
    });
  if (wishes.length > 0) told.push({ text: ui('new.read-wishes', { wishes: list(wishes) }) });
  if (facts.length > 0) told.push({ text: ui('new.read-facts', { facts: list(facts) }) });
  told.push({
    text: ui('new.read-temper', { temper: temperIn(read, io), personas: list(likely(read, data, io)) }),
  });
  if (read.unread.length > 0)
    told.push({
      text: ui('new.unread', { count: read.unread.length, text: read.unread[0]!.slice(0, 60) }),
      warn: true,
    });
  return told;
}

/** What did not get into the case, and whether it is worth playing. */
export function tellMade({ found, played }: Made, io: CommandIo): readonly Told[] {
  const { ui } = io;
  const told: Told[] = [];
  if (found.left.length > 0)
    told.push({
      text: ui('new.left', { what: found.left.map(({ want }) => wantText(want, io)).join(', ') }),
      warn: true,
    });
  if (!found.sound) told.push({ text: ui('new.not-sound'), warn: true });
  if (played.some(({ who, verdict }) => who === 'idle' && verdict === 'pass'))
    told.push({ text: ui('new.idle-passed'), warn: true });
  return told;
}

/** One conversation of the preview. */
export function playedText({ who, locale, verdict, score }: Made['played'][number], io: CommandIo): string {
  return `${io.ui(`new.agent.${who}`)} · ${locale} · ${io.ui(`new.verdict.${verdict}`)} · ${io.ui('new.score', { total: score.total ?? '–', outcome: score.outcome ?? '–' })}`;
}

function wishesIn(read: ChatRead, io: CommandIo): string[] {
  const { ui, uiLocale } = io;
  return [
    ...read.remedies.map((remedy) => remedyName(remedy, uiLocale)),
    ...read.arranges.map((arrange) => ui(`new.arrange.${arrange}`)),
    ...(read.need === null ? [] : [ui('new.wish.need', { need: ui(`new.need.${read.need}`) })]),
    ...(read.haggles ? [ui('new.wish.haggle')] : []),
    ...(read.orders ? [read.paysLater ? ui('new.wish.order-later') : ui('new.wish.order')] : []),
    ...read.talks.map((talk) => ui('new.wish.chat', { about: ui(`new.chat.${talk}`) })),
    ...read.tempts.map((tempt) => ui(`new.tempt.${tempt}`)),
    ...(read.threatens === null ? [] : [ui(`new.threaten.${read.threatens}`)]),
  ];
}

function factsIn(
  { knows, product, showsEvidence }: ChatRead,
  shop: Shop,
  data: Data,
  { ui }: CommandIo,
): string[] {
  const values: FactValue[] = [];
  if (product !== null) values.push({ kind: 'product', product });
  if (knows.colour !== undefined) values.push({ kind: 'colour', colour: knows.colour });
  if (knows.size !== undefined) values.push({ kind: 'size', size: knows.size });
  if (knows.quantity !== undefined) values.push({ kind: 'quantity', count: knows.quantity });
  if (knows.heightCm !== undefined) values.push({ kind: 'measure', value: knows.heightCm, unit: 'cm' });
  if (knows.weightKg !== undefined) values.push({ kind: 'measure', value: knows.weightKg, unit: 'kg' });
  if (knows.region !== undefined) values.push({ kind: 'region', region: knows.region });
  if (knows.budget !== undefined) values.push({ kind: 'money', minor: knows.budget });
  const market = data.market(shop.market);
  const facts = values.map((value) => factText(value, shop.locale, shop, market));
  facts.push(
    ...[knows.occasion, knows.needBy, knows.note].flatMap((words) =>
      words === undefined ? [] : [`“${words}”`],
    ),
  );
  return showsEvidence ? [...facts, ui('new.fact.photo')] : facts;
}

function temperIn({ temper, threatens }: ChatRead, { ui }: CommandIo): string {
  if (temper.oaths > 0 || temper.complaints > 1 || threatens !== null) return ui('new.temper.angry');
  if (temper.complaints === 1) return ui('new.temper.displeased');
  if (temper.doubts > 0) return ui('new.temper.doubting');
  return temper.kindness >= 2 ? ui('new.temper.kind') : ui('new.temper.plain');
}

function likely(read: ChatRead, data: Data, { uiLocale }: CommandIo): string[] {
  const known = data.library.ids('persona');
  return personasLike(read)
    .filter((id) => known.includes(id))
    .map((id) => data.persona(id).title[uiLocale]);
}

/** What a goal is called: `should`, `good` or `never`. */
export function goalLabel(of: keyof Goals, key: string, { ui }: CommandIo): string {
  switch (of) {
    case 'should':
      return ui(`new.should.${key}`);
    case 'good':
      return ui(`new.good.${key}`);
    case 'never':
      return ui(`new.never.${key}`);
  }
}

/** A want in a few words. */
export function wantText(want: Want, io: CommandIo): string {
  const { ui, uiLocale } = io;
  if ('ask' in want) return want.attribute ?? topicName(want.ask, uiLocale);
  if ('report' in want) return ui(`new.subject.${want.report}`);
  if ('request' in want) return want.request.map((remedy) => remedyName(remedy, uiLocale)).join(' / ');
  if ('arrange' in want) return ui(`new.arrange.${want.arrange}`);
  if ('tempt' in want) return ui(`new.tempt.${want.tempt}`);
  if ('threaten' in want) return ui(`new.threaten.${want.threaten}`);
  if ('haggle' in want) return ui('new.wish.haggle');
  if ('order' in want) return want.pay ? ui('new.wish.order') : ui('new.wish.order-later');
  if ('chat' in want)
    return ui('new.wish.chat', { about: isTalk(want.chat) ? ui(`new.chat.${want.chat}`) : want.chat });
  if ('need' in want)
    return ui('new.wish.need', { need: isNeed(want.need) ? ui(`new.need.${want.need}`) : want.need });
  if ('tell' in want) return ui('new.wish.tell', { detail: ui(`new.tell.${want.tell}`) });
  const [verb, of] = Object.entries(want)[0]!;
  return `${verb} ${String(of)}`;
}
