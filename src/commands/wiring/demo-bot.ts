import { createDemoBot, type DemoBot } from '../../agents/demo-bot/bot.ts';
import type { Fault, FaultListener } from '../../agents/demo-bot/faults/fault.ts';
import type { Data } from '../data.ts';
import type { Languages } from './languages.ts';
import { agentPack } from './packs.ts';

export interface DemoOptions {
  readonly faults: readonly Fault[];
  readonly onFault?: FaultListener;
}

/** The demo bot for every shop there is: a request's shop and language decide who answers. An unknown shop is refused with an error. */
export function openDemoBots(data: Data, languages: Languages, options: DemoOptions): DemoBot {
  const bots = new Map<string, DemoBot>();
  return {
    on(request) {
      const { locale } = request;
      const key = `${request.context.shop} ${locale}`;
      let bot = bots.get(key);
      if (bot === undefined) {
        const shop = data.shop(request.context.shop);
        const pack = agentPack(locale);
        bot = createDemoBot(shop, data.market(shop.market), languages.of(locale, shop).reader, pack, {
          locale,
          ...options,
        });
        bots.set(key, bot);
      }
      return bot.on(request);
    },
  };
}
