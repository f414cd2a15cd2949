import type { Condition, Rule } from '../../model/rule.ts';
import type { Finding, Severity } from '../../model/scorecard.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Detector, Hit, MeasureFunction } from '../measures.ts';
import { excerpt, excerptFrom } from '../wording/excerpt.ts';
import { formatValue } from '../wording/format.ts';
import { fillTemplate, pickSuggestion } from '../wording/template.ts';
import { withAct } from './acts.ts';
import type { ReadyRule } from './compile.ts';
import type { Look } from './condition.ts';

/** Places named for one rule in one conversation; a conversation of 100,000 messages must not list each. */
const FINDINGS_MAX = 20;

/** What code offers to rules, by id. */
export interface Registry {
  readonly measures: ReadonlyMap<string, MeasureFunction>;
  readonly detectors: ReadonlyMap<string, Detector>;
}

/** Holds one rule against a conversation. Throws what a measure or detector throws: the caller makes it *unknown*. */
export function runRule(
  ready: ReadyRule,
  conversation: Conversation,
  registry: Registry,
  memo: Map<Condition, unknown>,
): readonly Finding[] {
  const { rule } = ready;
  if (!applies(ready, conversation)) return NONE;

  if (rule.anchor) return capPoints(ready, anchored(ready, conversation, memo));
  if (rule.measure) return measured(ready, conversation, registry);
  const detector = registry.detectors.get(rule.detector!);
  if (!detector) throw new Error(`no detector is called ${rule.detector}`);
  const hits = detector(conversation, rule.params);
  if (hits.length === 0) return NONE;
  return capPoints(
    ready,
    hits.map((hit) => finding(ready, conversation, hit)),
  );
}

const NONE: readonly Finding[] = [];

function applies({ rule }: ReadyRule, conversation: Conversation): boolean {
  for (const need of rule.needs) if (!has(conversation, need)) return false;
  return true;
}

function has(conversation: Conversation, need: Rule['needs'][number]): boolean {
  if (need === 'shop') return conversation.shop !== null;
  if (need === 'scenario') return conversation.scenario !== null;
  if (need === 'prior-log') return (conversation.header.priorLog?.length ?? 0) > 0;
  return conversation.agentMessages.some(
    (message) => message.source.type === 'message' && message.source.typing !== undefined,
  );
}

function anchored(ready: ReadyRule, conversation: Conversation, memo: Map<Condition, unknown>): Finding[] {
  const { by, pick } = ready.rule.anchor!;
  const look: Look = { conversation, memo, hit: null, seen: null };
  const findings: Finding[] = [];
  const moments = ready.anchorActs === null ? conversation.moments : withAct(ready.anchorActs, conversation);
  const step = pick === 'last' ? -1 : 1;
  for (let i = step === 1 ? 0 : moments.length - 1; i >= 0 && i < moments.length; i += step) {
    const moment = moments[i]!;
    if (by !== 'any' && moment.by !== by) continue;
    look.hit = null;
    look.seen = null;
    if (ready.anchorIf ? !ready.anchorIf(moment, look) : moment.kind !== 'message') continue;
    if (!ready.finds || ready.finds(moment, look))
      findings.push(finding(ready, conversation, anchorHit(ready, conversation, moment, look)));
    if (pick !== 'each') break;
  }
  return findings;
}

function anchorHit(ready: ReadyRule, conversation: Conversation, moment: Moment, look: Look): Hit {
  const { rule } = ready;
  const around = rule.show.flatMap((what) =>
    neighbour(conversation, moment, what === 'message-before' ? -1 : 1),
  );
  const events = [...new Set([moment, ...(look.seen ? [look.seen] : []), ...around])]
    .map((one) => one.event)
    .sort((a, b) => a - b);
  const instead = look.hit?.instead;
  return {
    events,
    ...(look.hit ? { found: look.hit.word } : {}),
    ...(instead === undefined ? {} : { expected: instead }),
    slots: {
      event: String(moment.event),
      text: excerptFrom(moment.text, placeOf(ready, moment, look)),
      ...(look.hit ? { quote: look.hit.word } : {}),
      ...(instead === undefined ? {} : { instead }),
      ...(look.seen ? { other: String(look.seen.event), otherText: excerpt(look.seen.text) } : {}),
    },
  };
}

/** Where in the message the words stand that a rule is about: its words, or the act that anchors it. */
function placeOf({ anchorActs }: ReadyRule, { text, acts, by }: Moment, { hit, conversation }: Look): number {
  if (hit) return sentenceStart(text, text.toLowerCase().indexOf(hit.word.toLowerCase()));
  const act = acts.find((one) => one.certain && anchorActs?.includes(one.act));
  if (act === undefined) return 0;
  if (act.span !== undefined && act.span[0] > 0) return act.span[0];
  // An act of the message as a whole: the first sentence that is one by itself.
  const doesIt = (sentence: string) =>
    conversation.reader
      .read(sentence, by === 'buyer' ? 'buyer' : 'agent')
      .acts.some((one) => one.act === act.act);
  return [...text.matchAll(/[^。！？!?.\n]+[。！？!?.\n]*/gu)].find(([one]) => doesIt(one))?.index ?? 0;
}

function sentenceStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const before = text.slice(0, at);
  return Math.max(...[...'。！？；;!?.\n'].map((sign) => before.lastIndexOf(sign))) + 1;
}

/** The nearest message of the other side. */
function neighbour(conversation: Conversation, moment: Moment, step: 1 | -1): Moment[] {
  for (let i = moment.position + step; i >= 0 && i < conversation.moments.length; i += step) {
    const other = conversation.moments[i]!;
    if (other.kind === 'message' && other.by !== moment.by && other.by !== 'system') return [other];
  }
  return [];
}

function measured(ready: ReadyRule, conversation: Conversation, registry: Registry): readonly Finding[] {
  const { rule, limit = 0 } = ready;
  const measure = registry.measures.get(rule.measure!);
  if (!measure) throw new Error(`no measure is called ${rule.measure}`);
  const { value, unit, events, slots } = measure(conversation, rule.params);
  const beyond = (bound: number) => (rule.fault === 'above' ? value! > bound : value! < bound);
  if (value === null || !beyond(limit) || events.length === 0) return NONE;
  const step = rule.steps.findLast((one) => beyond(one.limit));
  const found = formatValue(value, unit, conversation.locale);
  const expected = formatValue(limit, unit, conversation.locale);
  const hit: Hit = {
    events,
    found,
    expected,
    slots: { event: String(events[0]), found, limit: expected, ...slots },
  };
  return [
    finding(
      ready,
      conversation,
      { ...hit, points: Math.min(step?.points ?? 0, ready.points) },
      step?.severity,
    ),
  ];
}

function finding(
  ready: ReadyRule,
  conversation: Conversation,
  hit: Hit,
  severity: Severity = ready.severity,
): Finding {
  const { rule } = ready;
  const { locale } = conversation;
  const slots = {
    found: hit.found ?? '',
    expected: hit.expected ?? '',
    event: String(hit.events[0]),
    ...hit.slots,
  };
  const suggestion = rule.suggestion
    ? pickSuggestion(rule.suggestion[locale], slots, conversation)
    : undefined;
  return {
    rule: rule.id,
    dimension: rule.dimension,
    severity,
    points: hit.points ?? Math.round(ready.points * (hit.share ?? 1) * 10) / 10,
    message: fillTemplate(rule.message[locale], slots),
    events: hit.events,
    ...(hit.found ? { found: hit.found } : {}),
    ...(hit.expected ? { expected: hit.expected } : {}),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(rule.strength ? { strength: true as const } : {}),
  };
}

/** Further findings of a rule weigh only what its cap leaves; they stay listed as evidence. */
function capPoints({ rule }: ReadyRule, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return NONE;
  let left = rule.cap ?? Number.POSITIVE_INFINITY;
  return findings.slice(0, FINDINGS_MAX).map((one) => {
    const weight = Math.min(Math.abs(one.points), left);
    left -= weight;
    return weight === Math.abs(one.points) ? one : { ...one, points: Math.sign(one.points) * weight + 0 };
  });
}
