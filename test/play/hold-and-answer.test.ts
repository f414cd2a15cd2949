import { describe, expect, it } from 'vitest';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import { LOCALES } from '../../src/model/locale.ts';
import type { AgentPort } from '../../src/model/ports.ts';
import type { ProtocolAnswer, ProtocolRequest } from '../../src/model/protocol.ts';
import type { RealTime } from '../../src/session/clock.ts';
import { playQuick, shipped } from '../helpers/play-helpers.ts';

const { data, languages, scoring, inputs } = shipped();
const HOLD = {
  'zh-CN': '您好，请您稍等，我帮您查一下。',
  en: 'Hello! One moment please, let me check that for you.',
};
const LATER_MS = 2_000;
/** What would be wrong to say of a bot that comes back after two seconds. */
const WRONG = [
  'missed-follow-up',
  'broken-promise',
  'unanswered-at-close',
  'long-silence',
  'slow-first-response',
  'three-minute-miss',
];
const CASES = [
  'material-and-care/direct-meticulous',
  'stock-dispatch-freight/direct-brisk',
  'quality-complaint/complainer-quality',
] as const;

/** The demo bot's words, without its times. */
const demo = openDemoBots(data, languages, { faults: [] });
function answerTo(request: ProtocolRequest): {
  readonly texts: readonly string[];
  readonly actions: readonly { readonly name: string }[];
} {
  const answer = demo.on(request);
  if (typeof answer !== 'object' || !('messages' in answer)) return { texts: [], actions: [] };
  return { texts: (answer.messages ?? []).map(({ text }) => text), actions: answer.actions ?? [] };
}

/** Says “one moment” at once and pushes its answer two seconds later. */
function pushing(time: RealTime): AgentPort {
  return createInProcessPort(
    'holds-and-pushes',
    ({ locale, push }) => ({
      on(request) {
        const { texts, actions } = answerTo(request);
        if (texts.length === 0) return { actions: [...actions] };
        time.after(LATER_MS, () =>
          push({ messages: texts.map((text) => ({ text })), actions: [...actions] }),
        );
        return { text: HOLD[locale] };
      },
    }),
    { pushes: true },
  );
}

/** The same in one answer that declares its times. */
function declaring(): AgentPort {
  return createInProcessPort('holds-and-declares', ({ locale }) => ({
    on(request): ProtocolAnswer {
      const { texts, actions } = answerTo(request);
      if (texts.length === 0) return { actions: [...actions] };
      const later = texts.map((text) => ({ text, delayMs: LATER_MS + 500 }));
      return { messages: [{ text: HOLD[locale], delayMs: 500 }, ...later], actions: [...actions] };
    },
  }));
}

describe.each(LOCALES)('a bot that says “one moment” and answers two seconds later, in %s', (locale) => {
  it.each([
    ['pushes', pushing],
    ['declares', declaring],
  ] as const)('%s it, and is neither called silent nor a breaker of promises', async (_, portWith) => {
    for (const id of CASES) {
      const [scenario, persona] = id.split('/') as [string, string];
      const time = steppingTime();
      const { transcript, scorecard } = await playQuick(
        inputs({ scenario, persona, locale, repeat: 1 }),
        portWith(time),
        { seed: 7, scoring, time },
      );
      const said = transcript.events.filter((event) => event.type === 'message' && event.from === 'agent');
      const holds = said.filter((event) => event.type === 'message' && event.text === HOLD[locale]);
      expect(holds.length, id).toBeGreaterThan(2);
      expect(said.length, id).toBeGreaterThanOrEqual(2 * holds.length - 1);
      expect(scorecard!.ending, id).not.toBe('agent-silent');
      const blamed = scorecard!.findings.filter(({ rule }) => WRONG.includes(rule));
      expect(blamed, id).toEqual([]);
    }
  });
});

/** Real time for a test: whoever waits is called in order of time, and nobody waits for real. */
function steppingTime(): RealTime {
  let now = 0;
  let waiting: { readonly at: number; readonly then: () => void }[] = [];
  const step = () => {
    const next = waiting.toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined) return;
    waiting = waiting.filter((one) => one !== next);
    now = Math.max(now, next.at);
    next.then();
  };
  return {
    now: () => now,
    after(ms, then) {
      const one = { at: now + ms, then };
      waiting.push(one);
      setImmediate(step);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
  };
}
