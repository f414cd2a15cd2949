import type { Locale } from '../../model/locale.ts';
import type { Lacking, Obstacle } from '../../play/recast/obstacle.ts';
import { forTerminal } from '../../report/inert.ts';
import { topicName } from '../../scoring/wording/names.ts';
import type { CommandIo } from '../io.ts';

/** What a shop would have to have to play a scenario, in the interface's language. */
export function sayObstacle(obstacle: Obstacle, { ui, uiLocale }: CommandIo): string {
  switch (obstacle.why) {
    case 'no-product':
      return ui('shop.want.no-product', { missing: sayLacking(obstacle.missing, ui, uiLocale) });
    case 'no-order':
      return ui('shop.want.no-order', {
        states: obstacle.states.map((state) => ui(`shop.state.${state}`)).join('/'),
        missing: sayLacking(obstacle.missing, ui, uiLocale),
      });
    case 'no-fact':
      return ui('shop.want.no-fact', { topic: topicName(obstacle.topic, uiLocale) });
    case 'own-words':
    case 'no-words':
      return ui('shop.want.own-words');
    case 'other-language':
      return ui('shop.want.other-language');
  }
}

function sayLacking(missing: readonly Lacking[], ui: CommandIo['ui'], locale: Locale): string {
  return missing
    .map((one) => {
      const [kind, id] = one.split(/:(.*)/) as [string, string];
      return kind === 'need' ? ui(`shop.need.${id}`) : ui(`shop.lacks.${kind}`, { id: forTerminal(id) });
    })
    .join(locale === 'zh-CN' ? '、' : ', ');
}
