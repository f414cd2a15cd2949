import type { ActName } from '../../model/act.ts';
import type { Problem, Remedy } from '../../model/question.ts';
import { PROBLEMS, REMEDIES } from '../../model/question.ts';
import { DETAILS, type Detail } from '../../model/reading.ts';
import type { Moment, SeenAct } from '../../scoring/conversation.ts';
import { remedyName } from '../../scoring/wording/conditions.ts';
import { factText } from '../../scoring/wording/facts.ts';
import { detailName, topicName } from '../../scoring/wording/names.ts';
import type { Say } from './hints.ts';
import type { Standing } from './moment.ts';
import type { CoachSetting } from './setting.ts';

/** Level 1: what the buyer wants, one line a matter, the most pressing first. */
export function wantsOf(
  { conversation, pending, open }: Standing,
  setting: CoachSetting,
  say: Say,
): readonly string[] {
  const { locale } = conversation;
  const lines: string[] = [];
  const mood = conversation.moments.at(-1)?.mood ?? 0;
  if (mood <= -1 || soundsAngry(pending)) lines.push(say('coach.mood.upset'));
  for (const moment of pending) {
    if (moment.source.type === 'world') lines.push(say(`coach.wants.event.${moment.source.name}`));
    else lines.push(...wantsIn(moment, setting, say));
  }
  const fresh = new Set(pending.map(({ event }) => event));
  const older = open
    .filter(({ event }) => !fresh.has(event))
    .map(({ question }) => topicName(question.topic, locale));
  if (older.length > 0) lines.push(say('coach.wants.still', { topics: list(older, locale) }));
  return lines.length === 0 ? [say('coach.wants.nothing')] : [...new Set(lines)];
}

/** Angry words at the very beginning, before any of it shows in the buyer's mood. */
export function soundsAngry(pending: readonly Moment[]): boolean {
  return pending.some(
    ({ source }) =>
      source.type === 'message' && source.said?.some(({ intent }) => /\.(angry|rude)$/.test(intent)) === true,
  );
}

function wantsIn(moment: Moment, setting: CoachSetting, say: Say): string[] {
  const locale = setting.pack.locale;
  const topics = moment.acts.flatMap(({ act, topic }) =>
    act === 'ask' && topic ? [topicName(topic, locale)] : [],
  );
  const lines =
    topics.length === 0 ? [] : [say('coach.wants.ask', { topics: list([...new Set(topics)], locale) })];
  const fished =
    moment.source.type === 'message'
      ? moment.source.said?.find(({ intent }) => intent.startsWith('tempt.'))
      : undefined;
  if (fished !== undefined) lines.push(say(`coach.wants.tempt.${fished.intent.split('.')[1]!}`));
  for (const act of moment.acts) {
    const line = wantOf(act, moment, setting, say);
    if (line !== null) lines.push(line);
  }
  if (lines.length === 0) lines.push(say('coach.wants.unclear'));
  return lines;
}

/** What an act asks of the agent; `null` where it asks nothing, or something else has said it. */
function wantOf(seen: SeenAct, moment: Moment, setting: CoachSetting, say: Say): string | null {
  const locale = setting.pack.locale;
  switch (seen.act) {
    case 'ask':
      return seen.topic === undefined ? say('coach.wants.unclear') : null;
    case 'haggle': {
      const offer = moment.facts.find((fact) => fact.kind === 'money' || fact.kind === 'discount');
      return offer === undefined
        ? say('coach.wants.haggle')
        : say('coach.wants.haggle-to', { offer: factText(offer, locale, setting.shop, setting.market) });
    }
    case 'report-problem': {
      const problem = seen.question?.problem ?? seen.detail;
      return isProblem(problem)
        ? say('coach.wants.problem', { problem: say(`coach.problem.${problem}`) })
        : say('coach.wants.trouble');
    }
    case 'request-remedy': {
      const remedy = remedyIn(seen, moment);
      return remedy === undefined
        ? say('coach.wants.done')
        : say('coach.wants.remedy', { remedy: remedyName(remedy, locale) });
    }
    case 'give-detail':
      return isDetail(seen.detail)
        ? say('coach.wants.gives', { detail: detailName(seen.detail, locale) })
        : null;
    default:
      return SIMPLE.has(seen.act) ? say(`coach.wants.act.${seen.act}`) : null;
  }
}

/** Acts that say all by themselves. */
const SIMPLE: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'small-talk',
  'state-need',
  'accept',
  'reject',
  'hesitate',
  'place-order',
  'report-paid',
  'complain',
  'complain-wait',
  'complain-repeat',
  'nudge',
  'not-understood',
  'threaten-review',
  'threaten-escalate',
  'demand-compensation',
  'ask-off-platform',
  'offer-fake-review',
  'ask-private-data',
  'praise-shop',
  'swear',
  'thank',
  'farewell',
  'leave',
  'affirm',
  'deny',
  'acknowledge',
]);

function remedyIn({ detail }: SeenAct, { source }: Moment): Remedy | undefined {
  const said =
    source.type === 'message' ? source.said?.find(({ act }) => act === 'request-remedy') : undefined;
  const words = [...(said?.intent.split('.') ?? []), detail];
  return REMEDIES.find((remedy) => words.includes(remedy));
}

const isProblem = (text: string | undefined): text is Problem =>
  (PROBLEMS as readonly (string | undefined)[]).includes(text);
const isDetail = (text: string | undefined): text is Detail =>
  (DETAILS as readonly (string | undefined)[]).includes(text);

export function list(items: readonly string[], locale: 'zh-CN' | 'en'): string {
  return items.join(locale === 'zh-CN' ? '、' : ', ');
}
