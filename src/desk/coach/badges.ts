import type { TranscriptEvent } from '../../model/event.ts';
import type { Override } from '../../model/override.ts';
import type { Finding } from '../../model/scorecard.ts';
import type { Conversation, Moment } from '../../scoring/conversation.ts';
import { readOutcome } from '../../scoring/outcome/conditions.ts';
import { isDeed } from '../../scoring/outcome/deeds.ts';
import { owedOf } from '../../scoring/owed.ts';
import { scoreConversation } from '../../scoring/score.ts';
import { conditionText } from '../../scoring/wording/conditions.ts';
import { topicName } from '../../scoring/wording/names.ts';
import type { Badge, BadgeFault } from '../coach-types.ts';
import { settledWhen } from './foresight.ts';
import type { Say } from './hints.ts';
import { standingOf } from './moment.ts';
import type { CoachSetting } from './setting.ts';

/** A first answer within this is worth a word (10 s is what the best desks hold). */
const QUICK_MS = 10_000;

/**
 * What each of the agent's messages did, by its event: what was good, and what was missed and is settled by now. Nothing that
 * only the end shows. Empty badges are left out.
 */
export function badgesOf(
  events: readonly TranscriptEvent[],
  setting: CoachSetting,
  say: Say,
  overrides: readonly Override[] = [],
): ReadonlyMap<number, Badge> {
  const standing = standingOf(events, setting);
  const badges = new Map<number, Badge>();
  if (standing === null) return badges;
  const { conversation } = standing;
  const { findings } = scoreConversation(conversation, setting.rules, overrides);
  const titles = new Map(setting.rules.rules.map((rule) => [rule.id, rule]));
  for (const reply of conversation.agentMessages) {
    const own = findings.filter((finding) => belongsTo(finding, reply, conversation));
    const missed = own.flatMap((finding): BadgeFault[] => {
      const rule = titles.get(finding.rule);
      if (rule === undefined || finding.strength || !isSettled(finding, rule, conversation)) return [];
      return [faultOf(finding, reply.event, rule.title[conversation.locale])];
    });
    const good = [
      ...own.filter((finding) => finding.strength).map(({ message }) => message),
      ...goodIn(reply, conversation, setting, say, missed.length === 0),
    ];
    if (good.length > 0 || missed.length > 0) badges.set(reply.event, { event: reply.event, good, missed });
  }
  return badges;
}

/** The badge of one message; `null`: nothing worth saying about it (yet). */
export function badgeFor(
  events: readonly TranscriptEvent[],
  event: number,
  setting: CoachSetting,
  say: Say,
  overrides: readonly Override[] = [],
): Badge | null {
  return badgesOf(events, setting, say, overrides).get(event) ?? null;
}

/** The finding that a badge's fault was made of; `null`: it no longer stands. */
export function findingBeside(
  events: readonly TranscriptEvent[],
  place: { readonly rule: string; readonly event: number },
  setting: CoachSetting,
): Finding | null {
  const standing = standingOf(events, setting);
  if (standing === null) return null;
  const { conversation } = standing;
  const reply = conversation.agentMessages.find(({ event }) => event === place.event);
  const { findings } = scoreConversation(conversation, setting.rules);
  return (
    findings.find(
      (finding) =>
        finding.rule === place.rule && reply !== undefined && belongsTo(finding, reply, conversation),
    ) ?? null
  );
}

/** A finding stands beside the last of the agent's deeds that prove it; a deed beside the words that came with it. */
function belongsTo({ events }: Finding, reply: Moment, { moments }: Conversation): boolean {
  const last = moments.findLast((moment) => moment.by === 'agent' && events.includes(moment.event));
  if (last === undefined) return false;
  if (last.kind === 'message') return last === reply;
  const words = moments.find(
    (moment) => moment.position > last.position && moment.by === 'agent' && moment.kind === 'message',
  );
  const before = moments.findLast(
    (moment) => moment.position < last.position && moment.by === 'agent' && moment.kind === 'message',
  );
  return (words ?? before) === reply;
}

function isSettled(
  finding: Finding,
  rule: Parameters<typeof settledWhen>[0],
  conversation: Conversation,
): boolean {
  const settled = settledWhen(rule);
  if (settled.when !== 'later') return settled.when === 'now';
  const from = finding.events[0]!;
  const later = conversation.agentMessages.filter(({ event }) => event > from).length;
  const spoken = conversation.buyerMessages.some(({ event }) => event > from);
  return settled.opening ? spoken : later >= settled.messages;
}

function faultOf(finding: Finding, event: number, title: string): BadgeFault {
  const value =
    finding.found === undefined || finding.expected === undefined
      ? ''
      : ` ${finding.found} / ${finding.expected}`;
  return {
    rule: finding.rule,
    event,
    text: `${title}${value}`,
    ...(finding.suggestion === undefined ? {} : { better: finding.suggestion }),
  };
}

/** What no rule gives points for and a trainer would still name: a right answer, a quick one, a goal reached. */
function goodIn(
  reply: Moment,
  conversation: Conversation,
  setting: CoachSetting,
  say: Say,
  flawless: boolean,
): string[] {
  const { locale } = conversation;
  const right = (owedOf(conversation).notes.get(reply)?.answered ?? [])
    .filter(({ status, answeredBy }) => status === 'right' && answeredBy === reply.event)
    .map(({ question }) => topicName(question.topic, locale));
  const round = conversation.roundByReply.get(reply);
  const goals = setting.scenario.outcome.good.filter((condition) => {
    if (!('told' in condition) && !('remedy' in condition) && !('action' in condition)) return false;
    const outcome = readOutcome(condition, conversation);
    const first = outcome?.met ? outcome.moments[0] : undefined;
    if (first === undefined) return false;
    return (
      first === reply ||
      (isDeed(first, [first.source.type === 'action' ? first.source.name : '']) &&
        belongsTo({ events: [first.event] } as unknown as Finding, reply, conversation))
    );
  });
  return [
    ...(right.length === 0
      ? []
      : [say('coach.badge.right', { topics: [...new Set(right)].join(locale === 'zh-CN' ? '、' : ', ') })]),
    ...goals.map((goal) => say('coach.badge.goal', { goal: conditionText(goal, locale) })),
    ...(flawless && round !== undefined && round.answer === reply && round.waitMs <= QUICK_MS
      ? [say('coach.badge.quick', { seconds: Math.max(1, Math.round(round.waitMs / 1000)) })]
      : []),
  ];
}
