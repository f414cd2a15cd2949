import type { EventBody, Transcript, TranscriptEvent } from '../../src/model/event.ts';
import type { Report } from '../../src/model/report.ts';
import type { Finding, Scorecard } from '../../src/model/scorecard.ts';
import { buildReport, keepCase, type ReportedCase } from '../../src/report/build.ts';
import { readUiTexts } from '../../src/system/ui-texts.ts';

const texts = await readUiTexts('en');
export const say = (key: string, slots: Readonly<Record<string, string | number>> = {}) => {
  if (texts[key] === undefined) throw new Error(`no text ${key}`);
  return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole));
};

/** Every kind of character and text that could do something where a report is shown. */
export const HOSTILE =
  '\u001b[2J\u001b]0;owned\u0007 \u202egnp.exe\u202c \u0000\u0008 ::error::pwned ##[error]x <script>alert(1)</script> ![x](http://evil.test/p.png) [a](javascript:alert(1)) @admin #12 | a | `code` </details> ]]> \ud800 \uffff =cmd()\n# head\n::warning::x';

export function finding(fields: Partial<Finding> = {}): Finding {
  return {
    rule: 'wrong-price',
    dimension: 'accuracy',
    severity: 'critical',
    points: -40,
    message: 'says 10, the price is 20',
    events: [2],
    ...fields,
  };
}

export function scorecard(fields: Partial<Scorecard> = {}): Scorecard {
  return {
    rubric: 'house',
    verdict: 'pass',
    reasons: [],
    score: { total: 90, timing: 90, politeness: 90, accuracy: 90, outcome: 90 },
    autoFail: [],
    findings: [],
    measures: [{ id: 'first-response-ms', unit: 'ms', value: 1200 }],
    ending: 'settled',
    notScored: [],
    ...fields,
  };
}

export function transcript(
  id: string,
  messages: readonly (readonly ['buyer' | 'agent', string])[] = [
    ['buyer', 'hi'],
    ['agent', 'hello'],
  ],
): Transcript {
  const [scenario, persona, locale] = id.split('/') as [string, string, 'en'];
  const ref = (name: string) => ({ id: name, hash: '0'.repeat(64) });
  const bodies: EventBody[] = [
    {
      type: 'header',
      format: 'peilian-transcript/1',
      tool: 'peilian 0',
      seed: 7,
      clock: 'virtual',
      latency: 'declared',
      locale,
      startsAt: '2026-11-10T20:00:00+00:00',
      case: id,
      scenario: ref(scenario),
      persona: ref(persona),
      shop: ref('tiny-shop'),
      packs: ref(locale),
      cast: {},
      agent: 'demo',
    },
    ...messages.map(
      ([from, text]): EventBody => ({
        type: 'message',
        from,
        text,
        via: from === 'buyer' ? 'simulated' : 'bot',
      }),
    ),
    { type: 'ending', ending: 'settled', by: 'buyer', reason: 'done' },
  ];
  const events = bodies.map((body, index) => ({
    conversation: id,
    index,
    t: index * 1000,
    ...body,
  })) as TranscriptEvent[];
  return { id, header: events[0] as Transcript['header'], events };
}

export function reported(
  id: string,
  card: Partial<Scorecard> = {},
  messages?: Parameters<typeof transcript>[1],
): ReportedCase {
  return {
    id,
    transcript: transcript(id, messages),
    scorecard: scorecard(card),
    exchanges: 3,
    agentLatencyMs: [5, 10],
    place: `transcripts/runs/r/w0-000.jsonl#${id}`,
  };
}

export function report(cases: readonly ReportedCase[], run: Partial<Report['run']> = {}): Report {
  return buildReport({
    version: '0.1.0',
    run: { id: 'r', seed: 42, bot: 'demo', rubric: 'house', latency: 'declared', ...run },
    wallMs: 1234.4,
    cases: cases.map(keepCase),
  });
}
