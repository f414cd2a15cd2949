import type { DriftItem, DriftLevel, DriftSide } from '../model/drift.ts';
import type { EventOf } from '../model/event.ts';
import type { Conversation, Moment } from '../scoring/conversation.ts';
import { owesAnswer } from '../scoring/rounds.ts';
import { factText } from '../scoring/wording/facts.ts';
import { formatDuration } from '../scoring/wording/format.ts';
import { actDrift } from './act-drift.ts';
import type { RoundPair } from './align.ts';
import { factDrift, type ToldFact } from './fact-drift.ts';
import type { ReplayRound } from './rounds.ts';
import { textLikeness } from './text-drift.ts';

/** A conversation read once, for looking its messages up by their events. */
export interface ReadSide {
  readonly conversation: Conversation;
  readonly byEvent: ReadonlyMap<number, Moment>;
}

export function readSide(conversation: Conversation): ReadSide {
  return { conversation, byEvent: new Map(conversation.moments.map((moment) => [moment.event, moment])) };
}

/** How one pair of rounds differs. */
export function roundDrift(
  { recorded, today }: RoundPair,
  round: number,
  then: ReadSide,
  now: ReadSide,
): DriftItem[] {
  if (recorded === null || today === null) return oneSided(recorded, today, round);
  const moments = [momentsOf(recorded, then), momentsOf(today, now)] as const;
  const silence = silenceDrift(recorded, today, round, then);
  const items = [
    ...facts(moments[0], moments[1], round, then.conversation),
    ...actions(recorded, today, round),
    ...silence,
    ...timing(recorded, today, round, then.conversation),
  ];
  // What an answer that is not there lacks needs no telling.
  if (silence.length > 0) return items;
  const acts = actDrift(moments[0], moments[1]).map(({ act, in: side, level, event }) =>
    item(round, 'act', level, act, side === 'recorded' ? [act, null] : [null, act], {
      recorded: side === 'recorded' ? [event] : [],
      today: side === 'today' ? [event] : [],
    }),
  );
  return [...items, ...acts, ...text(recorded, today, round, then.conversation)];
}

function momentsOf({ agent }: ReplayRound, { byEvent }: ReadSide): Moment[] {
  return agent.flatMap(({ index }) => byEvent.get(index) ?? []);
}

function oneSided(recorded: ReplayRound | null, today: ReplayRound | null, round: number): DriftItem[] {
  const there = recorded ?? today;
  if (there === null) return [];
  // A greeting of the agent's own accord asks nothing of anybody.
  const level = there.buyer.length === 0 && there.actions.length === 0 ? 'info' : 'notable';
  const words = (side: ReplayRound | null) =>
    side === null ? null : [...side.buyer, ...side.agent].map(({ text }) => text).join(' / ');
  return [
    item(round, 'round', level, null, [words(recorded), words(today)], {
      recorded: recorded === null ? [] : eventsOf(recorded),
      today: today === null ? [] : eventsOf(today),
    }),
    ...actions(recorded ?? NO_ROUND, today ?? NO_ROUND, round),
  ];
}

const NO_ROUND: ReplayRound = { buyer: [], agent: [], actions: [] };

function eventsOf({ buyer, agent, actions }: ReplayRound): number[] {
  return [...buyer, ...agent, ...actions].map(({ index }) => index);
}

function facts(
  then: readonly Moment[],
  now: readonly Moment[],
  round: number,
  { locale, shop, market }: Conversation,
): DriftItem[] {
  const drift = factDrift(then, now);
  const words = (fact: ToldFact) =>
    `${fact.negated ? (locale === 'zh-CN' ? '不是' : 'not ') : ''}${factText(fact.value, locale, shop, market)}`;
  const yesNo = (yes: boolean) => (locale === 'zh-CN' ? (yes ? '是' : '否') : yes ? 'yes' : 'no');
  const isMoney = ({ value }: ToldFact) => value.kind === 'money';
  return [
    ...drift.changed.map(({ recorded, today }) =>
      item(
        round,
        isMoney(recorded) ? 'price' : 'fact',
        'severe',
        recorded.value.kind,
        [words(recorded), words(today)],
        { recorded: [recorded.event], today: [today.event] },
      ),
    ),
    ...drift.turned.map(({ recorded, today }) =>
      item(round, 'fact', 'severe', recorded.topic, [yesNo(recorded.yes), yesNo(today.yes)], {
        recorded: [recorded.event],
        today: [today.event],
      }),
    ),
    ...drift.gone.map((fact) =>
      item(round, 'fact-gone', 'notable', fact.value.kind, [words(fact), null], {
        recorded: [fact.event],
        today: now.map(({ event }) => event),
      }),
    ),
    ...drift.added.map((fact) =>
      item(round, 'fact-added', isMoney(fact) ? 'notable' : 'info', fact.value.kind, [null, words(fact)], {
        recorded: [],
        today: [fact.event],
      }),
    ),
  ];
}

function actions(recorded: ReplayRound, today: ReplayRound, round: number): DriftItem[] {
  const gone = [...recorded.actions];
  const added: EventOf<'action'>[] = [];
  for (const action of today.actions) {
    const at = gone.findIndex((other) => actionText(other) === actionText(action));
    if (at === -1) added.push(action);
    else gone.splice(at, 1);
  }
  const items: DriftItem[] = [];
  for (const action of gone) {
    const at = added.findIndex(({ name }) => name === action.name);
    const other = at === -1 ? undefined : added.splice(at, 1)[0];
    items.push(
      item(round, 'action', 'severe', action.name, [actionText(action), other ? actionText(other) : null], {
        recorded: [action.index],
        today: other ? [other.index] : today.agent.map(({ index }) => index),
      }),
    );
  }
  for (const action of added)
    items.push(
      item(round, 'action', 'severe', action.name, [null, actionText(action)], {
        recorded: recorded.agent.map(({ index }) => index),
        today: [action.index],
      }),
    );
  return items;
}

/** `refund order=1 amount=20`, and what came of it where it was refused. */
export function actionText({ name, args, result }: EventOf<'action'>): string {
  const told = Object.entries(args)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}=${value}`);
  return `${name}${told.join('')}${result.ok ? '' : ` → ${result.code}`}`;
}

function silenceDrift(recorded: ReplayRound, today: ReplayRound, round: number, then: ReadSide): DriftItem[] {
  const [was, is] = [recorded.agent.length > 0, today.agent.length > 0];
  if (was === is) return [];
  const owed = recorded.buyer.some(({ index }) => {
    const moment = then.byEvent.get(index);
    return moment !== undefined && owesAnswer(moment);
  });
  const words = ({ agent }: ReplayRound) => agent.map(({ text }) => text).join(' / ') || null;
  return [
    item(
      round,
      'silence',
      was && owed ? 'severe' : was ? 'info' : 'notable',
      null,
      [words(recorded), words(today)],
      {
        recorded: eventsOf(recorded),
        today: eventsOf(today),
      },
    ),
  ];
}

/** A wait is longer or shorter where it is so by half and by this much. */
const WAIT_MS_LEAST = 3_000;

function timing(
  recorded: ReplayRound,
  today: ReplayRound,
  round: number,
  { locale }: Conversation,
): DriftItem[] {
  const [was, is] = [waitOf(recorded), waitOf(today)];
  if (was === null || is === null) return [];
  const more = is - was;
  if (Math.abs(more) < WAIT_MS_LEAST || Math.abs(more) < 0.5 * Math.min(was, is)) return [];
  return [
    item(
      round,
      'timing',
      more > 0 ? 'notable' : 'info',
      null,
      [formatDuration(was, locale), formatDuration(is, locale)],
      { recorded: [recorded.agent[0]!.index], today: [today.agent[0]!.index] },
    ),
  ];
}

/** From the buyer's first line to the agent's first. */
export function waitOf({ buyer, agent }: ReplayRound): number | null {
  return buyer[0] === undefined || agent[0] === undefined ? null : Math.max(0, agent[0].t - buyer[0].t);
}

function text(
  recorded: ReplayRound,
  today: ReplayRound,
  round: number,
  { locale }: Conversation,
): DriftItem[] {
  const [then, now] = [recorded, today].map(({ agent }) => agent.map((each) => each.text).join('\n'));
  if (textLikeness(then!, now!, locale) === 1) return [];
  return [
    item(round, 'text', 'info', null, [then!, now!], {
      recorded: recorded.agent.map(({ index }) => index),
      today: today.agent.map(({ index }) => index),
    }),
  ];
}

export function item(
  round: number | null,
  kind: DriftItem['kind'],
  level: DriftLevel,
  about: string | null,
  [recorded, today]: readonly [string | null, string | null],
  events: DriftItem['events'],
): DriftItem {
  return { kind, level, round, about, recorded, today, events };
}

export function sideOf(round: ReplayRound | null): DriftSide | null {
  if (round === null) return null;
  return {
    buyer: round.buyer.map(({ text: words }) => words),
    agent: round.agent.map(({ text: words }) => words),
    actions: round.actions.map(actionText),
    waitMs: waitOf(round),
  };
}
