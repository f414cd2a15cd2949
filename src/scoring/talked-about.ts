import type { Fact } from '../model/fact.ts';
import type { Question } from '../model/question.ts';
import type { Topic } from '../model/topic.ts';
import type { Conversation, Moment } from './conversation.ts';

/** Follows which product and order the talk is about, so that a claim without a name can be held against the right sheet. */
export interface TalkedAbout {
  note(moment: Moment): void;
  /** The question that a claim on this topic answers. */
  question(topic: Topic, moment: Moment): Question;
}

export function talkedAbout({ header, scenario, locale, shop, reader }: Conversation): TalkedAbout {
  const roles = Object.keys(header.cast).length > 0 ? header.cast : (scenario?.cast[locale].roles ?? {});
  const kindOf = (role: string) => scenario?.roles[role]?.kind;
  const firstOf = (kind: 'product' | 'order', fallback: string) =>
    Object.entries(roles).find(
      ([role]) => (kindOf(role) ?? (role.startsWith(fallback) ? kind : null)) === kind,
    )?.[1];
  let product = firstOf('product', 'item');
  let order = firstOf('order', 'order');
  // Where only an order is spoken of, a price or a cloth is that of what was ordered.
  product ??= shop?.orders.find((one) => one.id === order)?.items[0]?.product;

  /** What the buyer wrote of its body, read when a size is spoken of. */
  const bodyTexts: string[] = [];

  return {
    note(moment) {
      if (moment.by === 'buyer' && moment.acts.some((act) => act.detail === 'body'))
        bodyTexts.push(moment.text);
      for (const fact of moment.facts) {
        if (fact.kind === 'product') product = fact.product;
        else if (fact.kind === 'order-number') order = fact.value;
      }
      for (const act of moment.acts) {
        if (act.question?.product) product = act.question.product;
        if (act.question?.order) order = act.question.order;
      }
      const event = moment.source;
      if (event.type === 'world' && event.name === 'order-placed' && typeof event.args.order === 'string')
        order = event.args.order;
    },
    question(topic, moment) {
      const own: { -readonly [Key in keyof Question]: Question[Key] } = { topic };
      if (product !== undefined) own.product = product;
      if (order !== undefined) own.order = order;
      if (topic === 'size')
        for (const text of bodyTexts) Object.assign(own, bodyIn(reader.read(text, 'buyer').facts));
      for (const fact of moment.facts) {
        if (fact.kind === 'product') own.product = fact.product;
        else if (fact.kind === 'colour') own.colour = fact.colour;
        else if (fact.kind === 'size' && topic !== 'size') own.size = fact.size;
        else if (fact.kind === 'region') own.region = fact.region;
        else if (fact.kind === 'order-number') own.order = fact.value;
      }
      return own;
    },
  };
}

/** Height and weight in whole messages: the last of each that was told. */
export function bodyIn(facts: readonly Fact[]): { readonly heightCm?: number; readonly weightKg?: number } {
  const body: { heightCm?: number; weightKg?: number } = {};
  for (const fact of facts) {
    if (fact.kind !== 'measure') continue;
    if (fact.unit === 'cm' && (fact.what === undefined || fact.what === 'height')) body.heightCm = fact.value;
    if (fact.unit === 'kg' && (fact.what === undefined || fact.what === 'weight')) body.weightKg = fact.value;
  }
  return body;
}
