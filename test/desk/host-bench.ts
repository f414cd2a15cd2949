import type { Branches } from '../../src/commands/practice/branches.ts';
import { createPlayChat } from '../../src/commands/practice/play-chat.ts';
import { createDeskTime } from '../../src/desk/desk-time.ts';
import { createDeskHost } from '../../src/desk/host.ts';
import type { DeskHost, HostEvent, PlannedChat } from '../../src/desk/host-types.ts';
import type { TranscriptEvent } from '../../src/model/event.ts';
import type { BuyerPort } from '../../src/model/ports.ts';
import { parseCaseId } from '../../src/play/case-id.ts';
import { rootOf } from '../../src/play/rewind/branch.ts';
import { manualTime } from '../helpers/manual-session.ts';
import type { Shipped } from '../helpers/play-helpers.ts';

export interface HostBench {
  readonly host: DeskHost;
  readonly heard: HostEvent[];
  readonly kept: Map<string, TranscriptEvent[]>;
  /** Lets desk time go by in steps, so that sessions do what came due before the next step. */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Waits for what was set going without time. */
  settle(): Promise<void>;
}

/** Real conversations of shipped cases under a clock that the test moves. */
export function openHost(
  shipped: Shipped,
  chats: readonly PlannedChat[],
  options: {
    readonly seed?: number;
    readonly atOnce?: number;
    readonly startAt?: number;
    readonly branches?: Pick<Branches, 'branchOf' | 'hear'>;
    /** A person at every buyer's side. */
    readonly buyer?: BuyerPort;
  } = {},
): HostBench {
  const real = manualTime();
  const time = createDeskTime(real, { startAt: options.startAt ?? 0 });
  const heard: HostEvent[] = [];
  const kept = new Map<string, TranscriptEvent[]>();
  const host = createDeskHost({
    time,
    chats,
    atOnce: options.atOnce ?? 8,
    play: createPlayChat({
      inputsOf: (id) => shipped.inputs(parseCaseId(rootOf(id))!),
      scoring: shipped.scoring,
      runSeed: options.seed ?? 1,
      nonce: 'test',
      tool: 'peilian test',
      ...(options.buyer === undefined ? {} : { buyerOf: () => options.buyer }),
      ...(options.branches === undefined ? {} : { branchOf: options.branches.branchOf }),
    }),
    hear: (event) => {
      heard.push(event);
      options.branches?.hear(event);
    },
    keep: (chat, event) => void kept.set(chat, [...(kept.get(chat) ?? []), event]),
    typingMs: (_chat, text) => text.length * 200,
  });
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  return {
    host,
    heard,
    kept,
    settle,
    async pass(ms, stepMs = 97) {
      for (let left = ms; left > 0; left -= stepMs) {
        real.advance(Math.min(stepMs, left));
        await settle();
      }
    },
  };
}
