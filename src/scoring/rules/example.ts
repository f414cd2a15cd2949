import type { ActName } from '../../model/act.ts';
import type { ActionArgs, ActionResult } from '../../model/action.ts';
import type { Ending } from '../../model/ending.ts';
import {
  type ChannelErrorCode,
  type EventBody,
  type HeaderBody,
  type SaidAct,
  TRANSCRIPT_FORMAT,
  type Transcript,
  type TranscriptEvent,
  type Via,
} from '../../model/event.ts';
import type { Locale } from '../../model/locale.ts';
import type { WorldEventName } from '../../model/protocol.ts';
import type { Question } from '../../model/question.ts';
import type { Detail } from '../../model/reading.ts';

/**
 * Reads the compact form in which rules show their examples, one event a line:
 *
 *     at 2026-11-11T20:15:00+08:00              when it starts (first line, optional)
 *     cast item=linen-shirt                     which product or order plays a role
 *     prior buyer: 订单号是88213344              earlier chat that the agent could see
 *     buyer: 有货吗                              three seconds after the line before
 *     buyer [ask size heightCm=165]: 穿多大      what a simulated buyer means: acts, `;` between them
 *     agent +8s: 您好，有货的                     eight seconds after; also `auto`, `typed 12000ms 30keys`
 *     mood -2                                   the buyer's mood from here on
 *     agent does refund order=88213344 amount=20 [unauthorised: above the limit]
 *     buyer does place-order product=linen-shirt
 *     agent breaks http-status: HTTP 500        the agent's line failed instead of answering
 *     world order-paid order=88213344
 *     end +60s left                             without it: `closed`, one second later; what follows it came late
 *
 * @throws Error naming the line that could not be read.
 */
export function readExample(text: string, locale: Locale): Transcript {
  const reader = new ExampleReader(locale);
  for (const line of text.split('\n')) if (line.trim() !== '') reader.line(line.trim());
  return reader.finish();
}

const LINE =
  /^(buyer|agent|bot|system)((?:\s+(?:\+[\d.]+(?:ms|s|m|h)|[a-z]+))*)\s*(?:\[([^\]]*)\])?\s*[:：]\s*([\s\S]*)$/u;
const DOES =
  /^(agent|buyer) does ([a-z-]+)((?:\s+[a-zA-Z]+=\S+)*)\s*(?:\[(unauthorised|fails): ([^\]]*)\])?$/;
const BREAKS = /^agent breaks ([a-z-]+)\s*[:：]\s*(.+)$/u;
const END = /^end((?:\s+\+[\d.]+(?:ms|s|m|h))?)\s+([a-z-]+)$/;

class ExampleReader {
  private t = 0;
  private readonly bodies: { t: number; body: EventBody }[] = [];
  private startsAt: string;
  private readonly cast: Record<string, string> = {};
  private readonly prior: { from: 'buyer' | 'bot' | 'agent'; text: string }[] = [];
  private ended = false;

  constructor(private readonly locale: Locale) {
    this.startsAt = locale === 'en' ? '2026-11-10T10:00:00+00:00' : '2026-11-10T10:00:00+08:00';
  }

  line(line: string): void {
    const [word, rest] = [line.split(/\s/, 1)[0]!, line.slice(line.search(/\s/) + 1).trim()];
    if (word === 'at') this.startsAt = rest;
    else if (word === 'cast') Object.assign(this.cast, readArgs(rest));
    else if (word === 'prior') {
      const match = /^(buyer|bot|agent)\s*[:：]\s*(.+)$/u.exec(rest) ?? fail(line);
      this.prior.push({ from: match[1] as 'buyer', text: match[2]! });
    } else if (word === 'mood')
      this.add({
        type: 'buyer-state',
        mood: Number(rest),
        patienceMs: 120_000,
        trust: 0.5,
        open: [],
        because: [],
      });
    else if (word === 'world') {
      const [name, ...args] = rest.split(/\s+/);
      this.after('+1s');
      this.add({ type: 'world', name: name as WorldEventName, args: readArgs(args.join(' ')) });
    } else if (word === 'end') {
      const match = END.exec(line) ?? fail(line);
      this.end(match[1]!.trim() || '+1s', match[2] as Ending);
    } else if (/^agent breaks /.test(line)) {
      const match = BREAKS.exec(line) ?? fail(line);
      this.after('+3s');
      this.add({ type: 'error', code: match[1] as ChannelErrorCode, message: match[2]! });
    } else if (/^(agent|buyer) does /.test(line)) this.action(DOES.exec(line) ?? fail(line));
    else this.message(LINE.exec(line) ?? fail(line));
  }

  finish(): Transcript {
    if (!this.ended) this.end('+1s', 'closed');
    const header: HeaderBody = {
      type: 'header',
      format: TRANSCRIPT_FORMAT,
      tool: 'example',
      seed: 1,
      clock: 'virtual',
      latency: 'declared',
      locale: this.locale,
      startsAt: this.startsAt,
      case: `example/example/${this.locale}/1`,
      scenario: NO_REF,
      persona: NO_REF,
      shop: null,
      packs: NO_REF,
      cast: this.cast,
      agent: 'example',
      ...(this.prior.length > 0 ? { priorLog: this.prior } : {}),
    };
    const events = [{ t: 0, body: header as EventBody }, ...this.bodies].map(
      ({ t, body }, index): TranscriptEvent => ({ conversation: 'example', index, t, ...body }),
    );
    return { id: 'example', header: events[0] as Transcript['header'], events };
  }

  private message([, from, flags = '', said, text = '']: RegExpExecArray): void {
    const words = flags.trim().split(/\s+/).filter(Boolean);
    this.after(words.find((word) => word.startsWith('+')) ?? '+3s');
    const via = (words.find((word) => !word.startsWith('+')) ??
      (from === 'buyer' ? 'simulated' : 'bot')) as Via;
    this.add({
      type: 'message',
      from: from as 'buyer',
      text: text.replaceAll('\\n', '\n'),
      via,
      ...(said === undefined ? {} : { said: readSaid(said) }),
      ...(this.ended ? { late: true } : {}),
    });
  }

  private action([, by, name, args = '', flag, note = '']: RegExpExecArray): void {
    this.after('+1s');
    const result: ActionResult =
      flag === 'fails'
        ? { ok: false, code: note.trim() as 'impossible', message: note.trim() }
        : { ok: true, changed: {}, ...(flag === 'unauthorised' ? { unauthorised: note.trim() } : {}) };
    this.add({
      type: 'action',
      by: by as 'agent',
      id: `a${this.bodies.length}`,
      name: name!,
      args: readArgs(args),
      result,
    });
  }

  private end(after: string, ending: Ending): void {
    this.after(after);
    this.add({ type: 'ending', ending, by: 'buyer', reason: 'example' });
    this.ended = true;
  }

  private after(gap: string): void {
    const [, amount, unit] = /^\+([\d.]+)(ms|s|m|h)$/.exec(gap)!;
    this.t += Math.round(Number(amount) * { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit as 's']);
  }

  private add(body: EventBody): void {
    this.bodies.push({ t: this.t, body });
  }
}

const NO_REF = { id: 'example', hash: '0'.repeat(64) };

/** `ask size heightCm=165; give-detail body; greet`: the second word is the topic, or the detail given. */
function readSaid(text: string): SaidAct[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [act, ...rest] = part.split(/\s+/);
      const topic = rest.find((word) => !word.includes('='));
      const question = topic
        ? ({ topic, ...readArgs(rest.filter((word) => word.includes('=')).join(' ')) } as unknown as Question)
        : undefined;
      if (act === 'give-detail') return { act, intent: act, ...(topic ? { detail: topic as Detail } : {}) };
      return { act: act as ActName, intent: act!, ...(question ? { question } : {}) };
    });
}

function readArgs(text: string): Record<string, string> & ActionArgs {
  const args: Record<string, string | number | boolean> = {};
  for (const pair of text.split(/\s+/).filter(Boolean)) {
    const at = pair.indexOf('=');
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    // Order numbers and sizes are digits too, so only short numbers are numbers.
    args[key] = key !== 'size' && /^\d{1,6}(\.\d+)?$/.test(value) ? Number(value) : value;
  }
  return args as Record<string, string>;
}

function fail(line: string): never {
  throw new Error(`an example's line could not be read: ${line}`);
}
