import type { ActName } from '../model/act.ts';
import type { Ending } from '../model/ending.ts';
import type { EventOf, SaidAct, TranscriptEvent } from '../model/event.ts';
import type { Reading } from '../model/reading.ts';
import type { Who } from '../model/rule.ts';
import type { Shop } from '../model/shop.ts';
import type { Topic } from '../model/topic.ts';
import type { Reader, ReadingHint } from '../nlu/reader-types.ts';
import type { Conversation, Moment, SeenAct } from './conversation.ts';
import { type PlainText, plainTextOf } from './plain-text.ts';
import { findRounds, type Round } from './rounds.ts';
import type { ScoreInput } from './score.ts';

/** Reads a transcript once: what came after the ending, or late, is left out. */
export function buildConversation(input: ScoreInput): Conversation {
  const { transcript, rubric, scenario, shop, market } = input;
  const { header, events } = transcript;
  const endingEvent = events.find((event): event is EventOf<'ending'> => event.type === 'ending');
  const ending: Ending = endingEvent?.ending ?? 'interrupted';
  const endedAt = endingEvent?.t ?? events.at(-1)?.t ?? 0;
  const moments = readMoments(input, endingEvent);
  const agentMessages: Moment[] = [];
  const buyerMessages: Moment[] = [];
  for (const moment of moments) {
    if (moment.kind !== 'message') continue;
    if (moment.by === 'agent') agentMessages.push(moment);
    else if (moment.by === 'buyer') buyerMessages.push(moment);
  }
  const rounds = findRounds(moments, rubric.counts, header.startsAt, ending, endedAt);
  return {
    transcript,
    header,
    locale: header.locale,
    moments,
    agentMessages,
    buyerMessages,
    rounds,
    roundByReply: byReply(rounds),
    ending,
    endedAt,
    openingEnds: openingEnds(moments),
    closingStarts: (buyerMessages.at(-1)?.position ?? -1) + 1,
    byAct: byAct(moments),
    rubric,
    reader: input.reader,
    scenario,
    shop,
    market,
  };
}

function byReply(rounds: readonly Round[]): Map<Moment, Round> {
  const map = new Map<Moment, Round>();
  for (const round of rounds) if (round.reply) map.set(round.reply, round);
  return map;
}

function byAct(moments: readonly Moment[]): Map<ActName, Moment[]> {
  const found = new Map<ActName, Moment[]>();
  for (const moment of moments)
    for (const { act } of moment.acts) {
      const own = found.get(act);
      if (own === undefined) found.set(act, [moment]);
      else if (own.at(-1) !== moment) own.push(moment);
    }
  return found;
}

function readMoments(input: ScoreInput, endingEvent: EventOf<'ending'> | undefined): Moment[] {
  const plainText = plainTextOf(input.shop);
  const readingOf = sparingOwnNumbers(input.reader, input.shop);
  const asked = new AskedTopics();
  const mood = new MoodCurve(input.transcript.events);
  const moments: Moment[] = [];
  let agentBefore = 0;
  let buyerBefore = 0;
  for (const event of input.transcript.events) {
    if (endingEvent && event.index > endingEvent.index) break;
    if (event.type === 'buyer-state') mood.set(event.mood);
    const kind = kindOf(event);
    if (!kind || (event.type === 'message' && event.late)) continue;
    const by = sideOf(event);
    if (event.type !== 'message') {
      moments.push(
        new SeenMoment(
          moments.length,
          event,
          kind,
          by,
          agentBefore,
          buyerBefore,
          mood.now,
          null,
          NOTHING,
          NOTHING,
          null,
        ),
      );
      continue;
    }
    const reading = by === 'system' || event.said ? null : readingOf(event.text, by, asked.hint());
    const acts = event.said ? saidActs(event.said) : actsOf(reading, by);
    const facts = event.said
      ? event.said.flatMap((said) => said.facts ?? NOTHING)
      : (reading?.facts ?? NOTHING);
    moments.push(
      new SeenMoment(
        moments.length,
        event,
        kind,
        by,
        agentBefore,
        buyerBefore,
        mood.now,
        by === 'system' ? null : plainText,
        acts,
        facts,
        reading,
      ),
    );
    if (by === 'agent') agentBefore++;
    else if (by === 'buyer') buyerBefore++;
    if (by === 'buyer') {
      asked.note(acts);
      mood.guess(acts);
    }
  }
  return moments;
}

/** Reads a message; a number on the shop's own sheets (a customer's, the returns desk's) leads nobody off the platform. */
export function sparingOwnNumbers(
  reader: Reader,
  shop: Shop | null,
): (text: string, by: Who, hint?: ReadingHint) => Reading {
  const numbers = shopNumbers(shop);
  return (text, by, hint) => {
    const reading = reader.read(text, by, hint);
    if (by !== 'agent' || !reading.acts.some((act) => act.act === 'off-platform')) return reading;
    const masked = text.replace(PHONE, (number) => (numbers().has(digitsOf(number)) ? '' : number));
    return masked === text ? reading : { ...reading, acts: reader.read(masked, by, hint).acts };
  };
}

const PHONE = /\+?\d[\d\s-]{8,}\d/gu;
const digitsOf = (text: string) => text.replace(/\D/g, '');

/** Telephone numbers on the shop's sheets; gathered when first asked for. */
function shopNumbers(shop: Shop | null): () => ReadonlySet<string> {
  let numbers: ReadonlySet<string> | undefined;
  return () =>
    (numbers ??= new Set(
      [
        ...(shop?.customers ?? []).flatMap((one) => [one.phone, one.address?.phone]),
        ...(shop?.orders ?? []).map((one) => one.address.phone),
        shop?.policies.returns.address.phone,
      ].flatMap((phone) => (phone === undefined ? [] : [digitsOf(phone)])),
    ));
}

function kindOf(event: TranscriptEvent): Moment['kind'] | null {
  switch (event.type) {
    case 'message':
    case 'action':
    case 'world':
    case 'status':
    case 'error':
      return event.type;
    default:
      return null;
  }
}

export function sideOf(event: TranscriptEvent): Moment['by'] {
  if (event.type === 'message') return event.from === 'bot' ? 'agent' : event.from;
  if (event.type === 'action') return event.by;
  return event.type === 'status' || event.type === 'error' ? 'agent' : 'system';
}

/** An agent is judged by what rules found as well, whatever the model made of the message as a whole. */
export function actsOf(reading: Reading | null, by: Moment['by']): readonly SeenAct[] {
  if (reading === null) return NOTHING;
  return by === 'agent' && reading.ruled !== undefined ? [...reading.acts, ...reading.ruled] : reading.acts;
}

/** A simulated buyer's own acts need no reading. */
function saidActs(said: readonly SaidAct[]): SeenAct[] {
  return said.map(({ act, detail, question }) => ({
    act,
    modality: act === 'ask' ? 'question' : 'plain',
    certain: true,
    ...(detail ? { detail } : {}),
    ...(question ? { question, topic: question.topic } : {}),
  }));
}

const NOTHING: readonly never[] = [];

/** A class for its lazy text: most messages are never held against a word list twice, and a buyer's hardly ever. */
export class SeenMoment implements Moment {
  readonly event: number;
  readonly at: number;
  readonly text: string;
  readonly via: Moment['via'];
  #plain: string | null = null;

  constructor(
    readonly position: number,
    readonly source: TranscriptEvent,
    readonly kind: Moment['kind'],
    readonly by: Moment['by'],
    readonly agentBefore: number,
    readonly buyerBefore: number,
    readonly mood: number,
    private readonly toPlain: PlainText | null,
    readonly acts: readonly SeenAct[],
    readonly facts: Moment['facts'],
    readonly reading: Reading | null,
  ) {
    this.event = source.index;
    this.at = source.t;
    this.text = source.type === 'message' ? source.text : '';
    this.via = source.type === 'message' ? source.via : null;
  }

  get plain(): string {
    this.#plain ??= this.toPlain?.(this.text) ?? '';
    return this.#plain;
  }
}

/** Topics that the buyer asked about, newest first: what a bare "yes" answers. */
class AskedTopics {
  private topics: Topic[] = [];

  note(acts: readonly SeenAct[]): void {
    const asked = acts.filter((act) => act.topic !== undefined && act.act === 'ask').map((act) => act.topic!);
    if (asked.length > 0) this.topics = [...asked.reverse(), ...this.topics].slice(0, 4);
  }

  hint(): ReadingHint {
    return this.topics.length > 0 ? { asked: this.topics } : {};
  }
}

const GUESSED_MOOD: Partial<Record<ActName, number>> = {
  swear: -3,
  'threaten-escalate': -2,
  'threaten-review': -2,
  complain: -1,
  'complain-wait': -1,
  'complain-repeat': -1,
  thank: 0,
  'praise-shop': 1,
  accept: 0,
};

/** The buyer's recorded mood; for logs without one, a guess from the buyer's own words. */
class MoodCurve {
  now = 0;
  private readonly recorded: boolean;

  constructor(events: readonly TranscriptEvent[]) {
    this.recorded = events.some((event) => event.type === 'buyer-state');
  }

  set(mood: number): void {
    this.now = mood;
  }

  guess(acts: readonly SeenAct[]): void {
    if (this.recorded) return;
    for (const { act } of acts) {
      const mood = GUESSED_MOOD[act];
      if (mood !== undefined) this.now = mood < 0 ? Math.min(this.now, mood) : mood;
    }
  }
}

function openingEnds(moments: readonly Moment[]): number {
  let sawAgent = false;
  for (const moment of moments) {
    if (moment.kind !== 'message' || moment.by === 'system') continue;
    if (moment.by === 'agent' && moment.via !== 'auto') sawAgent = true;
    else if (moment.by === 'buyer' && sawAgent) return moment.position;
  }
  return moments.length;
}
