import type { TraceRecord } from '../../connectors/trace/trace.ts';
import type { Locale } from '../../model/locale.ts';
import type { AgentPort, Arrival } from '../../model/ports.ts';
import { realTime } from '../../system/real-time.ts';

/** One message to the bot, and all that came of it. */
export interface Talked {
  readonly said: string;
  readonly arrivals: readonly Arrival[];
  /** From sending until the last of its answer. */
  readonly tookMs: number;
  readonly traffic: readonly TraceRecord[];
}

export interface TalkOptions {
  readonly port: AgentPort;
  readonly locale: Locale;
  readonly texts: readonly string[];
  /** Hands over the traffic since it was last asked. */
  readonly takeTraffic: () => readonly TraceRecord[];
  /** How long a bot that speaks when it likes is waited for. */
  readonly answerLimitMs: number;
  readonly now: () => string;
  readonly id: string;
}

const SETTLE_MS = 400;

/** Sends messages one after another, as a buyer would, in one conversation. */
export async function talk(options: TalkOptions): Promise<Talked[]> {
  const { port, locale, texts, takeTraffic, answerLimitMs, id } = options;
  let arrivals: Arrival[] = [];
  let lastAt = 0;
  let wake = () => {};
  const hear = (arrival: Arrival) => {
    arrivals.push(arrival);
    lastAt = realTime.now();
    wake();
  };
  const line = port.open({ sessionId: `bot-check-${id}`, locale }, hear);
  const talked: Talked[] = [];
  for (const [at, text] of texts.entries()) {
    arrivals = [];
    const startedAt = realTime.now();
    lastAt = startedAt;
    const context = { now: options.now(), shop: 'bot-check', account: 'bot-check' };
    await line.deliver(
      {
        type: 'message',
        messageId: `m${at + 1}`,
        at: 0,
        text,
        content: [{ type: 'text', text }],
        context,
        said: [],
      },
      hear,
    );
    if (port.pushes) {
      const waits = (ms: number) =>
        new Promise<void>((resolve) => {
          const cancel = realTime.after(ms, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      if (arrivals.length === 0) await waits(port.answerLimitMs ?? answerLimitMs);
      // A second bubble often follows the first.
      const settleMs = port.settleMs ?? SETTLE_MS;
      while (arrivals.length > 0 && realTime.now() - lastAt < settleMs)
        await waits(settleMs - (realTime.now() - lastAt));
    }
    talked.push({ said: text, arrivals, tookMs: Math.round(lastAt - startedAt), traffic: takeTraffic() });
  }
  await line.close();
  return talked;
}
