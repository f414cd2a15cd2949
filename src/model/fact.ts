import type { Modality, Span } from './act.ts';
import type { Topic } from './topic.ts';

/** Who carries a cost. */
export type Payer = 'seller' | 'buyer' | 'courier';

/**
 * A value found in a text. `span` points into the text as sent. `negated` is set where the words deny the value
 * (不包邮, not in stock). Money is in minor units; durations in milliseconds.
 */
export type Fact = {
  readonly span: Span;
  readonly negated?: true;
  readonly modality?: Exclude<Modality, 'plain'>;
} & FactValue;

export type FactValue =
  /** 239元, ¥239, £24.50, 两百三. `role`: what the amount is for, when the words say so. */
  | {
      readonly kind: 'money';
      readonly minor: number;
      readonly role?: 'price' | 'off' | 'threshold' | 'freight' | 'refund';
    }
  /** 八折 → 0.8; 20% off → 0.8. The share of the price that is left to pay. */
  | { readonly kind: 'discount'; readonly payShare: number }
  /** 满200减30, £5 off over £40. */
  | { readonly kind: 'threshold-off'; readonly thresholdMinor: number; readonly offMinor: number }
  /** two for £30, 两件150. */
  | { readonly kind: 'bundle'; readonly quantity: number; readonly minor: number }
  | { readonly kind: 'quantity'; readonly count: number; readonly unit?: string }
  /** 48小时内, 3-5天, within two days. One value when both bounds agree. */
  | {
      readonly kind: 'duration';
      readonly msMin: number;
      readonly msMax: number;
      readonly businessDays?: true;
    }
  /** 明天下午前, by Friday, 11月12日. Days from the session's date, and a time of day when given. */
  | {
      readonly kind: 'date';
      readonly dayOffset?: number;
      readonly month?: number;
      readonly day?: number;
      readonly weekday?: number;
      readonly timeOfDay?: string;
      readonly by?: true;
    }
  | { readonly kind: 'size'; readonly size: string }
  | { readonly kind: 'colour'; readonly colour: string }
  /** A body measure or a product measure. `what` as the locale's number pack names it: height, weight, waist, length, power … */
  | { readonly kind: 'measure'; readonly what?: string; readonly value: number; readonly unit: string }
  | { readonly kind: 'percent'; readonly percent: number; readonly of?: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'courier'; readonly courier: string }
  | { readonly kind: 'order-number'; readonly value: string }
  | { readonly kind: 'tracking-number'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: string }
  | { readonly kind: 'url'; readonly value: string }
  | { readonly kind: 'product'; readonly product: string }
  | { readonly kind: 'material'; readonly material: string }
  /** Who pays freight. `leg`: to the buyer, back to the shop, or both, when the words say so. */
  | { readonly kind: 'freight-payer'; readonly payer: Payer; readonly leg?: 'out' | 'back' | 'both' }
  | { readonly kind: 'free-freight'; readonly free: boolean }
  /** 有货 / 没货; in stock / sold out. */
  | { readonly kind: 'availability'; readonly available: boolean }
  | { readonly kind: 'order-state'; readonly state: string }
  /** A word of the shop's own vocabulary for attributes: 会起球, machine washable. `value` as the lexicon names it. */
  | { readonly kind: 'attribute'; readonly attribute: string; readonly value: string };

export type FactKind = FactValue['kind'];

/** What somebody asserts: a topic with the facts that fill it. Questions, conditions and quotations are no claims. */
export interface Claim {
  readonly topic: Topic;
  readonly facts: readonly Fact[];
  /** 有 / 没有, yes / no, where the claim is a plain yes or no to the topic. */
  readonly polarity?: 'yes' | 'no';
  /** 可能, 大概 / maybe, probably. */
  readonly hedged?: true;
  readonly span: Span;
}
