import type { FactValue } from '../model/fact.ts';
import type { Market } from '../model/market.ts';
import type { AgentPort } from '../model/ports.ts';
import type { Product } from '../model/product.ts';
import type { Question } from '../model/question.ts';
import { createPhrasebook } from '../phrasing/phrasebook.ts';
import { hashText } from '../random/hash.ts';
import { createDraws, type Draws } from '../random/stream.ts';
import { truth } from '../shop/truth.ts';
import type { Truth } from '../shop/truth-types.ts';
import { sayDays, sayMoney, sayPayer } from '../shop/wording.ts';
import type { World } from '../shop/world.ts';
import { createAuditPort, saying } from './audit-port.ts';
import { type AuditSetup, worldAt } from './audit-setup.ts';

/** Answers every question politely and wrongly: a value that the shop's sheets refute, or the very words that deny the truth. */
export function createWrongAgent(setup: AuditSetup): AgentPort {
  return createAuditPort('wrong', ({ locale }) => {
    const words = createPhrasebook({}, setup.pack.faults);
    let world: World | undefined;
    let turn = 0;
    let lied = false;
    return (inbound) => {
      world ??= worldAt(setup, inbound);
      if (inbound.type !== 'message') return [];
      const draws = createDraws(hashText(`wrong/${(turn += 1)}`));
      const say = (intent: string, slots: Record<string, string> = {}) =>
        words.say(intent, slots, draws, new Set()).messages.join(' ');
      const lines = turn === 1 ? [say('wrong.greet')] : [];
      for (const said of inbound.said) {
        if (said.question !== undefined && said.act === 'ask')
          lines.push(
            falsehood(world, said.question, truth(world, said.question, inbound.at), setup, say, draws),
          );
        else if (said.act === 'haggle')
          lines.push(say('wrong.haggle', { price: belowCost(setup, said.question?.product) }));
        else if (said.act === 'report-problem' || said.act === 'request-remedy')
          lines.push(say('wrong.remedy', { payer: sayPayer(wrongPayer(world, said.question), locale) }));
      }
      // Some cases give little to lie about, and some lies no sheet can refute: one is told in every conversation that can be.
      if (!lied && turn >= 2) {
        lied = true;
        lines.push(...unasked(setup, say));
      }
      if (lines.length === 0) lines.push(say('wrong.other'));
      return [saying([...new Set(lines)].join(locale === 'zh-CN' ? '' : ' '), 3_000)];
    };
  });
}

function falsehood(
  world: World,
  question: Question,
  known: Truth,
  setup: AuditSetup,
  say: (intent: string, slots?: Record<string, string>) => string,
  draws: Draws,
): string {
  const denied = known.statement?.denies[0];
  const required = known.groups.find((group) => group.required)?.values[0];
  if (required !== undefined) return wrongValue(required, question, setup, say) ?? say('wrong.flat');
  if (denied !== undefined) return say('wrong.denied', { text: denied });
  if (known.polarity !== undefined) return say(known.polarity === 'yes' ? 'wrong.no' : 'wrong.yes');
  return draws.chance(0.5) ? say('wrong.flat') : say('wrong.no', { shop: world.shop.name });
}

function wrongValue(
  value: FactValue,
  question: Question,
  setup: AuditSetup,
  say: (intent: string, slots?: Record<string, string>) => string,
): string | undefined {
  const { shop, market } = setup;
  switch (value.kind) {
    case 'money':
    case 'threshold-off':
    case 'discount':
    case 'bundle':
      return question.topic === 'freight'
        ? say('contradict.freight', { price: sayMoney(98_700, market) })
        : say('wrong.price', { price: dearer(value.kind === 'money' ? value.minor : 98_700, market) });
    case 'duration':
      return say('wrong.days', { days: sayDays([67, 67], shop.locale) });
    case 'date':
      return say(question.topic === 'dispatch' ? 'dispatch' : 'wrong.days', {
        days: sayDays([67, 67], shop.locale),
      });
    case 'size': {
      const product = shop.products.find((candidate) => candidate.id === question.product);
      const other = product?.sizes
        .map((size) => size.id)
        .filter((size) => size !== value.size)
        .at(-1);
      return other === undefined ? undefined : say('size', { size: other });
    }
    case 'material':
      return say('material');
    case 'availability':
      return say(value.available ? 'wrong.sold-out' : 'stock');
    case 'freight-payer':
      return say('return-freight', {
        payer: sayPayer(value.payer === 'seller' ? 'buyer' : 'seller', shop.locale),
      });
    case 'free-freight':
      return say('contradict.freight', { price: sayMoney(4_300, market) });
    default:
      return undefined;
  }
}

/** A period that no shop gives, and for goods also a price that is not theirs. */
function unasked(
  setup: AuditSetup,
  say: (intent: string, slots?: Record<string, string>) => string,
): readonly string[] {
  const { shop, market } = setup;
  const product = itemOf(setup);
  return [
    say('return-period', { days: sayDays([67, 67], shop.locale) }),
    ...(product === undefined
      ? []
      : [say('wrong.item', { product: product.name, price: dearer(product.price.list, market) })]),
  ];
}

function itemOf({ shop, cast }: AuditSetup): Product | undefined {
  const cased = Object.values(cast.roles);
  return shop.products.find((product) => cased.includes(product.id));
}

/** A third more than it is, in whole units: near enough to be believed, and no sum that could be honest. */
function dearer(minor: number, market: Market): string {
  return sayMoney(Math.round((minor * 1.37) / 100) * 100 + 1_00, market);
}

/** Well below the least that the shop may take. */
function belowCost(setup: AuditSetup, productId: string | undefined): string {
  const { shop, market } = setup;
  const product = shop.products.find((one) => one.id === productId) ?? itemOf(setup) ?? shop.products[0]!;
  return sayMoney(Math.round((product.price.floor * 0.7) / 100) * 100, market);
}

function wrongPayer(world: World, question: Question | undefined): 'seller' | 'buyer' {
  const payer = truth(world, { ...(question ?? {}), topic: 'return-freight' }, 0).groups[0]?.values[0];
  return payer?.kind === 'freight-payer' && payer.payer === 'seller' ? 'buyer' : 'seller';
}
