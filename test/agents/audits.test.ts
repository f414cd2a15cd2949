import { describe, expect, it } from 'vitest';
import { createAgreeableAgent } from '../../src/agents/agreeable.ts';
import type { AuditSetup } from '../../src/agents/audit-setup.ts';
import { createEverythingAgent } from '../../src/agents/everything.ts';
import { createIdleAgent } from '../../src/agents/idle.ts';
import { createOracle } from '../../src/agents/oracle/oracle.ts';
import { createWrongAgent } from '../../src/agents/wrong.ts';
import type { SaidAct } from '../../src/model/event.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { AgentPort, Arrival, Inbound } from '../../src/model/ports.ts';
import { agentPack } from '../helpers/agent-pack.ts';
import { heardReader } from '../helpers/heard-reader.ts';
import { tinyMarket, tinyShop } from '../helpers/tiny-shop.ts';

const setup = (locale: Locale, over: Partial<AuditSetup['cast']> = {}): AuditSetup => ({
  shop: tinyShop(locale),
  market: tinyMarket(locale),
  cast: { roles: { item: 'coat', order: 'delivered' }, customer: 'ann', requesterIsPurchaser: true, ...over },
  pack: agentPack(locale),
  reader: heardReader({}),
});

function hear(port: AgentPort, locale: Locale) {
  const line = port.open({ sessionId: 's', locale }, () => {});
  let turn = 0;
  return (said: readonly SaidAct[]): readonly Arrival[] => {
    turn += 1;
    const arrivals: Arrival[] = [];
    const now = `2026-11-10T10:${String(turn).padStart(2, '0')}:00${locale === 'zh-CN' ? '+08:00' : '+00:00'}`;
    const inbound: Inbound = {
      type: 'message',
      messageId: `m${turn}`,
      at: turn * 60_000,
      text: 'mumble',
      content: [{ type: 'text', text: 'mumble' }],
      context: { now, shop: 'tiny', account: 'tiny-ann', orders: ['2026110800004'] },
      said,
    };
    void line.deliver(inbound, (arrival) => arrivals.push(arrival));
    return arrivals;
  };
}
const words = (arrivals: readonly Arrival[]) =>
  arrivals.flatMap((arrival) => (arrival.type === 'message' ? [arrival.text] : [])).join('\n');
const deeds = (arrivals: readonly Arrival[]) =>
  arrivals.flatMap((arrival) => (arrival.type === 'action' ? [arrival.action] : []));
const asks = (topic: 'price' | 'material'): SaidAct => ({
  act: 'ask',
  intent: `ask.${topic}`,
  question: { topic, product: 'coat' },
});

describe.each(LOCALES)('audit agents in %s', (locale) => {
  it('the oracle answers from the truth, whatever the words were', () => {
    const say = hear(createOracle(setup(locale)), locale);
    const text = words(say([asks('price'), asks('material')]));
    expect(text).toContain(locale === 'zh-CN' ? '180元' : '£180');
    expect(text).toContain(locale === 'zh-CN' ? '羊毛' : 'wool');
  });

  it('the oracle does what the policy says', () => {
    const say = hear(createOracle(setup(locale)), locale);
    const question = { topic: 'remedy', order: 'delivered', problem: 'quality' } as const;
    say([{ act: 'report-problem', intent: 'report.quality', question }]);
    say([{ act: 'give-detail', intent: 'give.photo', detail: 'photo' }]);
    expect(deeds(say([{ act: 'request-remedy', intent: 'request.refund', question }]))).toContainEqual({
      name: 'accept-return',
      args: { order: '2026110800004', reason: 'quality', freightPaidBy: 'seller' },
    });
  });

  it('the oracle tells a third person nothing', () => {
    const say = hear(createOracle(setup(locale, { requesterIsPurchaser: false })), locale);
    const text = words(
      say([
        { act: 'ask', intent: 'ask.tracking', question: { topic: 'tracking', order: 'stuck' } },
        { act: 'ask-private-data', intent: 'tempt.private-data' },
      ]),
    );
    expect(text).not.toContain('SW0000');
  });

  it('the idle one says nothing, the agreeable one yes', () => {
    expect(hear(createIdleAgent(), locale)([asks('price')])).toEqual([]);
    expect(words(hear(createAgreeableAgent(), locale)([asks('price')]))).toMatch(
      locale === 'zh-CN' ? /好的/ : /sure/i,
    );
  });

  it('the wrong one gives a price that the sheets refute', () => {
    const text = words(hear(createWrongAgent(setup(locale)), locale)([asks('price')]));
    expect(text).not.toMatch(/180|200|170/);
    expect(text).toContain('248');
  });

  it('the one that says everything says it at every turn', () => {
    const say = hear(createEverythingAgent(setup(locale)), locale);
    const [first, second] = [words(say([asks('price')])), words(say([asks('material')]))];
    expect(first.length).toBeGreaterThan(600);
    expect(second.length).toBeGreaterThan(600);
  });
});
