import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { ActName } from '../../model/act.ts';
import type { ActionRequest } from '../../model/action.ts';
import type { OutcomeCondition } from '../../model/scenario.ts';
import type { Conversation, Moment } from '../../scoring/conversation.ts';
import { readOutcome } from '../../scoring/outcome/conditions.ts';
import { owedOf } from '../../scoring/owed.ts';
import { conditionText } from '../../scoring/wording/conditions.ts';
import { factText } from '../../scoring/wording/facts.ts';
import { actionName, topicName } from '../../scoring/wording/names.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findProduct } from '../../shop/world.ts';
import { deskCommand } from './desk-command.ts';
import type { Say } from './hints.ts';
import type { Standing } from './moment.ts';
import type { CoachSetting } from './setting.ts';
import { list, soundsAngry } from './wants.ts';

/** Level 2: what to do, in the order a careful agent would do it, with the facts at hand. */
export function stepsFor(
  standing: Standing,
  actions: readonly ActionRequest[],
  setting: CoachSetting,
  say: Say,
): readonly string[] {
  const { conversation, pending, open, agentHasSpoken } = standing;
  const { locale } = conversation;
  const acts = new Set(pending.flatMap((moment) => moment.acts.map(({ act }) => act)));
  const steps: string[] = [];
  if (!agentHasSpoken) steps.push(say('coach.do.greet'));
  if (
    (conversation.moments.at(-1)?.mood ?? 0) <= -1 ||
    soundsAngry(pending) ||
    [...acts].some((act) => UPSET.has(act))
  )
    steps.push(say('coach.do.apologise'));
  for (const act of FIRM) if (acts.has(act)) steps.push(say(`coach.do.refuse.${act}`));
  if (fishes(pending, 'tempt.verification-code')) steps.push(say('coach.do.refuse.verification-code'));
  if (fishes(pending, 'tempt.absolute-claim')) steps.push(say('coach.do.refuse.absolute-claim'));
  for (const asked of open) {
    const step = answerStep(asked, conversation, setting, say);
    if (step !== null) steps.push(step);
  }
  if (acts.has('haggle')) steps.push(haggleStep(standing, setting, say));
  for (const action of actions)
    steps.push(
      say('coach.do.act', { action: actionName(action.name, locale), command: deskCommand(action, locale) }),
    );
  if (acts.has('hesitate') || acts.has('reject')) steps.push(say('coach.do.hesitant'));
  if (acts.has('leave') || acts.has('farewell') || acts.has('thank')) steps.push(say('coach.do.farewell'));
  const promised = owedOf(conversation).ledger.promises.filter(({ status }) => status === 'open');
  if (promised.length > 0) steps.push(say('coach.do.promise'));
  const goals = unmet(setting.scenario.outcome.good, conversation);
  if (goals.length > 0)
    steps.push(
      say('coach.do.goals', {
        goals: list(
          goals.map((goal) => conditionText(goal, locale)),
          locale,
        ),
      }),
    );
  if (steps.length === 0 && pending.length > 0) steps.push(say('coach.do.kindly'));
  return steps;
}

const UPSET: ReadonlySet<ActName> = new Set<ActName>([
  'complain',
  'complain-wait',
  'complain-repeat',
  'threaten-review',
  'threaten-escalate',
  'demand-compensation',
  'report-problem',
  'swear',
]);
/** What a buyer wants and must not get. */
const FIRM = [
  'ask-off-platform',
  'offer-fake-review',
  'ask-private-data',
  'demand-compensation',
] as const satisfies readonly ActName[];

function fishes(pending: readonly Moment[], intent: string): boolean {
  return pending.some(
    ({ source }) =>
      source.type === 'message' && source.said?.some((said) => said.intent.startsWith(intent)) === true,
  );
}

/** Temptations are refused, not answered; small talk has no answer to look up. */
const NO_ANSWER: ReadonlySet<string> = new Set(['off-platform', 'review-reward', 'private-data', 'chat']);

/** "Answer on dispatch: tomorrow." — from the shop as this conversation has left it. */
function answerStep(
  { question }: AskedQuestion,
  conversation: Conversation,
  setting: CoachSetting,
  say: Say,
): string | null {
  const { world } = owedOf(conversation);
  if (world === null || NO_ANSWER.has(question.topic)) return null;
  const { locale } = conversation;
  const topic = topicName(question.topic, locale);
  const known = truth(world, question, conversation.endedAt);
  const facts = known.groups
    .filter((group) => group.required)
    .map((group) => factText(group.values[0]!, locale, setting.shop, setting.market))
    .filter((text) => text !== '');
  const words = [
    ...(known.polarity === undefined ? [] : [say(`coach.answer.${known.polarity}`)]),
    ...new Set(facts),
    ...(known.statement === undefined || facts.length > 0 ? [] : [beginning(known.statement.text)]),
  ];
  if (words.length === 0)
    return known.known || known.complete
      ? say('coach.do.answer-kindly', { topic })
      : say('coach.do.find-out', { topic });
  return say('coach.do.answer', { topic, facts: list(words, locale) });
}

/** A sheet's text may be a page; the first of it tells where to look. */
function beginning(text: string): string {
  const [first = text] = /^.*?[。.;；](?=\s|\p{Script=Han}|$)/u.exec(text) ?? [];
  const short = first.length > 20 ? first : text;
  return short.length > STATEMENT_CHARS
    ? `${short.slice(0, STATEMENT_CHARS)}…`
    : short.replace(/[。.;；]$/u, '');
}
const STATEMENT_CHARS = 120;

function haggleStep({ conversation }: Standing, setting: CoachSetting, say: Say): string {
  const role = Object.keys(setting.scenario.roles).find(
    (name) => setting.scenario.roles[name]?.kind === 'product',
  );
  const product = role === undefined ? undefined : findProduct(setting.shop, role, setting.cast.roles);
  if (product === undefined || conversation.shop === null) return say('coach.do.haggle-firm');
  return say('coach.do.haggle', { floor: sayMoney(product.price.floor, setting.market) });
}

/** What the case still asks for and an agent can bring about by a word or a deed. */
function unmet(good: readonly OutcomeCondition[], conversation: Conversation): readonly OutcomeCondition[] {
  return good.filter((condition) => {
    const within =
      'told' in condition ||
      'remedy' in condition ||
      'action' in condition ||
      ('transferred' in condition && condition.transferred);
    return within && readOutcome(condition, conversation)?.met === false;
  });
}
