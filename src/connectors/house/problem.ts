import type { ChannelErrorCode } from '../../model/event.ts';

/** What a part of an answer had to be; the wording of each is in `wording.ts`. */
export type Expected =
  | 'answer'
  | 'mapped'
  | 'completion'
  | 'messages'
  | 'message'
  | 'text'
  | 'delay'
  | 'choices'
  | 'choice'
  | 'actions'
  | 'action'
  | 'name'
  | 'args'
  | 'arg';

/** What was found instead, described without quoting more than a field's name or a number. */
export type Found =
  | { readonly is: 'nothing' | 'null' | 'text' | 'boolean' | 'list' | 'object' | 'other' }
  | { readonly is: 'number'; readonly value: number }
  /** An object that has none of the fields we read. */
  | { readonly is: 'fields'; readonly names: readonly string[] };

/** One thing that went wrong on a channel, as facts. `sayProblem` puts it in words. */
export type ChannelProblem =
  | { readonly code: 'refused'; readonly at: string; readonly reason: string }
  | { readonly code: 'reset' }
  | { readonly code: 'timeout'; readonly limitMs: number }
  | { readonly code: 'http-status'; readonly status: number }
  | { readonly code: 'redirect-loop'; readonly redirectsMax: number }
  | { readonly code: 'not-json'; readonly found: string }
  | {
      readonly code: 'wrong-shape';
      readonly place: string;
      readonly found: Found;
      readonly expected: Expected;
    }
  | { readonly code: 'too-large'; readonly bytesMax: number }
  | { readonly code: 'too-deep'; readonly depthMax: number }
  | { readonly code: 'bad-encoding'; readonly encoding: string }
  | {
      readonly code: 'too-many-messages';
      readonly place: string;
      readonly found: number;
      readonly max: number;
    }
  | { readonly code: 'closed' }
  | { readonly code: 'internal'; readonly reason: string };

type CodesCovered = ChannelErrorCode extends ChannelProblem['code'] ? true : never;
export const EVERY_CODE_HAS_FACTS: CodesCovered = true;
