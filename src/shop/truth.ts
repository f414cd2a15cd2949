import type { Question } from '../model/question.ts';
import { FAMILY_OF_TOPIC, type Topic } from '../model/topic.ts';
import { ITEM_TELLERS } from './truth-item.ts';
import { LOGISTICS_TELLERS } from './truth-logistics.ts';
import { ORDER_TELLERS } from './truth-orders.ts';
import { POLICY_TELLERS } from './truth-policy.ts';
import { PRICE_TELLERS } from './truth-price.ts';
import { RETURN_TELLERS } from './truth-returns.ts';
import { scopeOf, type Teller } from './truth-scope.ts';
import type { Truth } from './truth-types.ts';
import { VARIANT_TELLERS } from './truth-variants.ts';
import type { World } from './world.ts';

/**
 * What is true on a question at one moment of a session (`at`: milliseconds since it began). Every topic has an answer; one
 * about the conversation itself has no family and `known: false`.
 *
 * An answer is right when it holds one value of each required group, or, where no group is required, a key of the statement.
 * Values of other groups may be told and are true. `slots` are words in the shop's language; which ones a topic has is what
 * its teller lists. Slots `product`, `shop` and `agent` are always there (empty when the question names no product).
 */
export function truth(world: World, question: Question, at: number): Truth {
  const scope = scopeOf(world, question, at);
  const telling = TELLERS[question.topic](scope);
  const family = FAMILY_OF_TOPIC[question.topic];
  return {
    topic: question.topic,
    family,
    complete: telling.complete ?? (family !== null && world.shop.families[family].complete),
    known: telling.known ?? false,
    ...(telling.polarity === undefined ? {} : { polarity: telling.polarity }),
    groups: (telling.groups ?? []).filter((group) => group.values.length > 0),
    ...(telling.statement === undefined ? {} : { statement: telling.statement }),
    slots: {
      product: scope.product?.name ?? '',
      shop: world.shop.name,
      agent: world.shop.agentName,
      ...telling.slots,
    },
  };
}

const ABOUT_THE_TALK: Teller = () => ({});

const TELLERS: Readonly<Record<Topic, Teller>> = {
  ...ITEM_TELLERS,
  ...VARIANT_TELLERS,
  ...PRICE_TELLERS,
  ...LOGISTICS_TELLERS,
  ...POLICY_TELLERS,
  ...RETURN_TELLERS,
  ...ORDER_TELLERS,
  identity: ABOUT_THE_TALK,
  'follow-up': ABOUT_THE_TALK,
  chat: ABOUT_THE_TALK,
};
