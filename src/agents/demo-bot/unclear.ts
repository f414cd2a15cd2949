import { findProduct } from '../../shop/world.ts';
import { productInQuestion } from './answers.ts';
import { type Moment, part, type Reply } from './state.ts';
import { orderInQuestion } from './which-order.ts';

/** Misses in a row, and altogether, after which a person takes over. */
const IN_A_ROW_MAX = 3;
const ALTOGETHER_MAX = 6;

/**
 * A message that was not understood: first words before anything is known are simply invited to go on; then it is asked in
 * other words, by what the talk is about, so that no line comes twice; at last a person takes over.
 */
export function notUnderstood(moment: Moment): Reply {
  const { state } = moment;
  const about = subject(moment);
  if (
    (about === undefined || state.turn <= 2) &&
    state.turn <= 3 &&
    !state.scratch.has('invited') &&
    about !== 'trouble'
  ) {
    state.scratch.set('invited', true);
    state.unclear += 1;
    return { parts: [part('go-ahead')], actions: [] };
  }
  state.unclear += 1;
  state.unclearEver += 1;
  if (state.unclear < IN_A_ROW_MAX && state.unclearEver < ALTOGETHER_MAX)
    return {
      parts: [part(about === undefined ? 'unclear' : `unclear.${about}`, slotsOf(moment))],
      actions: [],
    };
  if (state.handedOver) return { parts: [part('handed-over')], actions: [] };
  state.handedOver = true;
  return {
    parts: [part('hand-over')],
    actions: [{ name: 'transfer', args: { to: 'human', reason: 'not understood' } }],
  };
}

function subject(moment: Moment): 'trouble' | 'order' | 'product' | undefined {
  const { state } = moment;
  if (state.trouble !== undefined) return 'trouble';
  if (state.products[0] !== undefined && state.order === undefined) return 'product';
  if (orderInQuestion(moment) !== undefined) return 'order';
  return productInQuestion(moment) === undefined ? undefined : 'product';
}

function slotsOf(moment: Moment): Record<string, string> {
  const product = findProduct(moment.setup.shop, productInQuestion(moment) ?? '');
  return product === undefined ? {} : { product: product.name };
}
