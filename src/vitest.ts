import { test as base, expect } from 'vitest';
import { type Conversation, type ConverseOptions, converse, type TestedBot } from './testing/converse.ts';
import { matchers } from './testing/matchers.ts';

// Importing this file registers the matchers with vitest.
expect.extend(matchers as never);

export type { Conversation, ConverseOptions, TestedBot } from './testing/converse.ts';
export { converse } from './testing/converse.ts';
export { matchers } from './testing/matchers.ts';

export interface PeilianFixture {
  /** The bot under test: `test.extend({ bot: { on: … } })`, an address, or `async ({}, use) => use(function)` for a function. */
  readonly bot: TestedBot;
  /** Plays a case against `bot`. */
  readonly meet: (options: ConverseOptions) => Promise<Conversation>;
}

/** Vitest's `test` with a `meet` that plays a buyer against the `bot` of the fixture. */
export const test = base.extend<PeilianFixture>({
  // A function is taken for a fixture that sets itself up: the default is handed over as an object.
  bot: { on: noBot } as never,
  meet: async ({ bot }, use) => use((options) => converse(bot, options)),
});

function noBot(): never {
  throw new Error('no bot: name one with test.extend({ bot: … })');
}

interface PeilianMatchers<R = unknown> {
  /** Passes under a rubric (default `house`). */
  toPassRubric(rubric?: string): R;
  toEndWith(...endings: readonly string[]): R;
  /** Has no finding of this rule, or none at all. */
  toHaveNoFinding(rule?: string): R;
  toScoreAtLeast(least: number, of?: 'total' | 'timing' | 'politeness' | 'accuracy' | 'outcome'): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest's own parameter
  interface Matchers<T = any> extends PeilianMatchers<T> {}
}
