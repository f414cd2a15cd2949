import type { OrderState } from '../../model/order.ts';
import type { Problem } from '../../model/question.ts';
import type { Topic } from '../../model/topic.ts';

/** A need of the role, a specification or a category that nothing has. */
export type Lacking = `need:${string}` | `specification:${string}` | `category:${string}`;

/** Why a shop cannot play a scenario; each says what the shop would have to have. */
export type Obstacle =
  | { readonly why: 'other-language' }
  /** No product that fits the role; `missing`: what the best one still lacks. */
  | { readonly why: 'no-product'; readonly role: string; readonly missing: readonly Lacking[] }
  | {
      readonly why: 'no-order';
      readonly role: string;
      readonly states: readonly OrderState[];
      readonly missing: readonly Lacking[];
    }
  /** The buyer must get an answer on this, and the shop's sheets have none. */
  | { readonly why: 'no-fact'; readonly topic: Topic }
  /** Words of the scenario speak of its own shop's goods or people. */
  | { readonly why: 'own-words'; readonly field: 'priorLog' | 'say' | 'other' | 'follows' }
  | { readonly why: 'no-words'; readonly problem: Problem | null };
