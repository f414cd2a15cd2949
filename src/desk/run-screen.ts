import type { Key } from '../ui/keys.ts';
import type { Size } from '../ui/terminal.ts';
import type { DeskFrame } from './views/DeskScreen.tsx';

/** What every screen hears; others come from whoever does its deeds. */
export type ScreenInput =
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'resize'; readonly size: Size };

export interface ScreenStep<S, E> {
  readonly state: S;
  readonly effects: readonly E[];
}

export interface ScreenOptions<S, I, E, R> {
  readonly terminal: {
    readonly painter: { draw(frame: DeskFrame): void };
    listen(listener: { readonly key: (key: Key) => void; readonly resize: (size: Size) => void }): void;
  };
  readonly initial: S;
  /** Deeds to begin with. */
  readonly first?: readonly E[];
  /** Pure. */
  readonly update: (state: S, input: I | ScreenInput) => ScreenStep<S, E>;
  readonly frame: (state: S) => DeskFrame;
  /** Does what the screen wants done. What is drawn before a deed that takes long is on the terminal before it begins. */
  readonly perform: (effect: E, take: (input: I) => void, end: (result: R) => void) => void | Promise<void>;
  /** Calls back when the process is asked to stop; gives back how to unsubscribe. */
  readonly onStop: (then: () => void) => () => void;
  readonly stopped: R;
}

/** A screen at work until a deed ends it. Rejects with what a deed throws. */
export function runScreen<S, I, E, R>(options: ScreenOptions<S, I, E, R>): Promise<R> {
  return new Promise((resolve, reject) => {
    let { initial: state } = options;
    let over = false;
    const finish = (then: () => void) => {
      if (over) return;
      over = true;
      unsubscribe();
      then();
    };
    const end = (result: R) => finish(() => resolve(result));
    const take = (input: I | ScreenInput) => {
      if (over) return;
      const step = options.update(state, input);
      state = step.state;
      options.terminal.painter.draw(options.frame(state));
      for (const effect of step.effects) perform(effect);
    };
    // Through a promise, so that what is thrown at once and what is thrown later end the same way.
    const perform = (effect: E) =>
      void (async () => options.perform(effect, take, end))().catch((error: unknown) =>
        finish(() => reject(error)),
      );
    const unsubscribe = options.onStop(() => end(options.stopped));
    options.terminal.listen({
      key: (key) => take({ type: 'key', key }),
      resize: (size) => take({ type: 'resize', size }),
    });
    options.terminal.painter.draw(options.frame(state));
    for (const effect of options.first ?? []) perform(effect);
  });
}
