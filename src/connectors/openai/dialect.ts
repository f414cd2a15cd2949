import type { ChannelProblem } from '../house/problem.ts';

/** A function that the model has called. `args`: JSON text, as models send it, or an object. */
export interface FunctionCall {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
}

/** What a model has said. `items`: what belongs into the history for it. */
export type Said =
  | {
      readonly ok: true;
      readonly texts: readonly string[];
      readonly calls: readonly FunctionCall[];
      readonly items: readonly unknown[];
    }
  | { readonly ok: false; readonly problem: ChannelProblem };

/** One of the two ways to talk to such a model. */
export interface Dialect {
  /** Behind the base address. */
  readonly path: string;
  /** Tells that a streamed answer is whole. */
  readonly until?: string;
  user(text: string): unknown;
  /** The result of a function for the model. */
  result(callId: string, output: string): unknown;
  /** Replaces the result that `result` made, once the real one is known. */
  correct(item: unknown, callId: string, output: string): unknown;
  tool(name: string, description: string, parameters: object): object;
  body(system: string | undefined, items: readonly unknown[]): Record<string, unknown>;
  read(value: unknown, streamed: boolean): Said;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function misshapen(value: unknown): Said {
  const names = isRecord(value) ? Object.keys(value).slice(0, 6) : [];
  return {
    ok: false,
    problem: {
      code: 'wrong-shape',
      place: 'answer',
      found: isRecord(value)
        ? { is: 'fields', names }
        : { is: Array.isArray(value) ? 'list' : value === null ? 'null' : 'other' },
      expected: 'completion',
    },
  };
}

/** What a service of this kind answers instead of words when something went wrong. */
export function failure(error: unknown): Said {
  const message = isRecord(error) ? textOf(error.message) || textOf(error.code) : textOf(error);
  return {
    ok: false,
    problem: {
      code: 'internal',
      reason: message === '' ? 'the model reports a failure' : message.slice(0, 300),
    },
  };
}
