import type { PlayChat } from '../../desk/host-types.ts';
import type { BuyerPort } from '../../model/ports.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { playCase } from '../../play/play.ts';
import type { Branch } from '../../play/rewind/branch.ts';
import type { World } from '../../shop/world.ts';

export interface PlayChatOptions {
  readonly inputsOf: (chat: string) => CaseInputs;
  readonly scoring: ScoringInputs;
  readonly runSeed: number;
  readonly nonce: string;
  readonly tool: string;
  /** Set where a chat goes on from a point of another one. */
  readonly branchOf?: (chat: string) => Branch | undefined;
  /** Set where a person plays the buyer. */
  readonly buyerOf?: (chat: string) => BuyerPort | undefined;
  /** Hears the world of each conversation before it begins: what the side panel looks things up in. */
  readonly opened?: (chat: string, world: World) => void;
}

/** A person who splits answers into several messages should not run into the limit that keeps bots from going on for ever. */
export const MESSAGES_MAX = 400;

/** Plays a desk's conversations with the engine that every run uses. */
export function createPlayChat(options: PlayChatOptions): PlayChat {
  const { scoring, runSeed, nonce, tool } = options;
  return (chat, parts) => {
    const branch = options.branchOf?.(chat);
    const buyer = options.buyerOf?.(chat);
    return playCase({
      inputs: options.inputsOf(chat),
      scoring,
      agent: parts.agent,
      clock: parts.clock,
      latency: 'measured',
      runSeed,
      nonce,
      tool,
      bounds: { messages: MESSAGES_MAX },
      record: parts.record,
      stop: parts.stop,
      open(buyer, world) {
        options.opened?.(chat, world);
        return watched(buyer, parts);
      },
      ...(buyer === undefined ? {} : { buyer }),
      // The host's clock brings the record back.
      ...(branch === undefined ? {} : { from: { ...branch, held: true as const } }),
    });
  };
}

function watched(buyer: BuyerPort, { planned, clock }: Parameters<PlayChat>[1]): BuyerPort {
  return {
    // What a person at the buyer's side does comes from outside, at that very moment.
    ...(buyer.open === undefined
      ? {}
      : { open: (act) => buyer.open?.((deed) => clock.arrive(() => act(deed))) }),
    on(event) {
      const plan = buyer.on(event);
      if (plan !== null) planned(plan, event.at);
      return plan;
    },
  };
}
