import type { ChannelProblem } from '../house/problem.ts';
import type { FrameCodec } from './codec.ts';
import type { Talker } from './talker.ts';

/** Conversations that share one connection: each frame goes to the one it names. */
export class Rooms {
  readonly #codec: FrameCodec;
  readonly #talkers = new Map<string, Talker>();

  constructor(codec: FrameCodec) {
    this.#codec = codec;
  }

  enter(talker: Talker): void {
    this.#talkers.set(talker.conversation.context.sessionId, talker);
  }

  leave(talker: Talker): void {
    const { sessionId } = talker.conversation.context;
    if (this.#talkers.get(sessionId) === talker) this.#talkers.delete(sessionId);
  }

  get(session: string | undefined): Talker | undefined {
    return session === undefined ? undefined : this.#talkers.get(session);
  }

  /** A frame that names a conversation that is over is dropped; one that names none goes to whoever waits, as a fault. */
  frame = (text: string): void => {
    const frame = this.#codec.decode(text);
    if (!frame.ok) this.lost(frame.problem);
    else if (frame.session !== undefined) this.#talkers.get(frame.session)?.take(frame.value);
    else
      this.lost({
        code: 'internal',
        reason: 'a frame names no conversation: session of the bot file finds nothing',
      });
  };

  problem = (problem: ChannelProblem): void => this.lost(problem);

  lost = (problem: ChannelProblem): void => {
    for (const talker of this.#talkers.values()) talker.lost(problem);
  };

  /** Whoever still waits is told that it is over. */
  close(): void {
    for (const talker of [...this.#talkers.values()]) talker.cancel();
    this.#talkers.clear();
  }
}
