import type { Product } from '../../model/product.ts';
import { quoteIn } from '../../shop/placing.ts';
import { piecesLeft } from '../../shop/stock.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findProduct } from '../../shop/world.ts';
import type { Heard } from './listen.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';

/** Asks what is wanted once, then recommends one thing that is there, drawback before strength. */
export function seeToNeed(moment: Moment, heard: Heard): Reply {
  const { state } = moment;
  const details = ['occasion', 'recipient', 'budget', 'body', 'size'] as const;
  const knowsEnough = state.needAsked || details.some((detail) => state.told.has(detail));
  if (!knowsEnough) {
    state.needAsked = true;
    state.asked.add('occasion');
    return { parts: [part('ask.need')], actions: [] };
  }
  return { parts: recommend(moment, heard), actions: [] };
}

export function recommend(moment: Moment, heard: Heard | undefined): Part[] {
  const { setup, state } = moment;
  const product = chooseProduct(moment, heard);
  if (product === undefined) return [part('ask.need')];
  state.recommended.push(product.id);
  state.products = [product.id, ...state.products.filter((known) => known !== product.id)];
  const quote = quoteIn(state.world, product.id, 1, moment.at)!;
  const [strength] = product.strengths;
  const [drawback] = product.drawbacks;
  const price = sayMoney(quote.promotedMinor, setup.market);
  // A shop that came from a spreadsheet may say no more than name and price.
  if (strength === undefined || drawback === undefined)
    return [part('recommend.plain', { product: product.name, price }, { topic: 'recommendation' })];
  return [
    part(
      state.recommended.length > 1 ? 'recommend.another' : 'recommend',
      { product: product.name, strength: bare(strength.text), drawback: bare(drawback.text), price },
      { topic: 'recommendation' },
    ),
  ];
}

function chooseProduct(moment: Moment, heard: Heard | undefined): Product | undefined {
  const { setup, state } = moment;
  const pool = setup.shop.products.filter(
    (product) => piecesLeft(product, {}, state.world) > 0 && !state.recommended.includes(product.id),
  );
  const named =
    heard?.reading.facts.flatMap((fact) =>
      fact.kind === 'product' ? (findProduct(setup.shop, fact.product) ?? []) : [],
    ) ?? [];
  const wanted =
    named.find((product) => pool.includes(product)) ??
    pool.find((product) => product.id === state.products[0]);
  if (wanted !== undefined) return wanted;
  const category = findProduct(setup.shop, state.products[0] ?? '')?.category;
  const budget = heard?.reading.facts.find((fact) => fact.kind === 'money');
  const affordable =
    budget?.kind === 'money' ? pool.filter((product) => product.price.list <= budget.minor) : pool;
  return affordable.find((product) => product.category === category) ?? affordable[0] ?? pool[0];
}

function bare(text: string): string {
  return text.replace(/[。.]+$/u, '');
}
