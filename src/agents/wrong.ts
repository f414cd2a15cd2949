import type { FactValue } from '../model/fact.ts';
import type { AgentPort } from '../model/ports.ts';
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
        else if (said.act === 'haggle') lines.push(say('wrong.haggle'));
        else if (said.act === 'report-problem' || said.act === 'request-remedy')
          lines.push(say('wrong.remedy', { payer: sayPayer(wrongPayer(world, said.question), locale) }));
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
      return say(question.topic === 'freight' ? 'contradict.freight' : 'wrong.price', {
        price: sayMoney(98_700, market),
        product: '',
      });
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

function wrongPayer(world: World, question: Question | undefined): 'seller' | 'buyer' {
  const payer = truth(world, { ...(question ?? {}), topic: 'return-freight' }, 0).groups[0]?.values[0];
  return payer?.kind === 'freight-payer' && payer.payer === 'seller' ? 'buyer' : 'seller';
}
