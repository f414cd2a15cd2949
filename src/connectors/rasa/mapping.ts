import type { BotOf } from '../../model/bot.ts';

/**
 * The REST channel of Rasa as a mapping: `{ sender, message }` goes out, a list of messages with `text` and `buttons` comes
 * back. A picked button is sent as its payload. `custom: { actions: [...] }` of a message carries actions as we name them.
 */
export function rasaMapping(bot: BotOf<'rasa'>): BotOf<'http'> {
  const { protocol: _, url, headers, retries, ...common } = bot;
  return {
    ...common,
    protocol: 'http',
    url,
    headers,
    method: 'POST',
    body: {
      sender: '{{sessionId}}',
      message: '{{pick}}',
      metadata: { locale: '{{locale}}', type: '{{type}}', event: '{{event}}', context: '{{context}}' },
    },
    encoding: 'json',
    answer: 'json',
    capture: {},
    reply: {
      each: '$[*]',
      // A picture without words is its address.
      text: "$['text','image']",
      delay: '$.custom.delayMs',
      delayUnit: 'ms',
      choices: { each: '$.buttons[*]', id: '$.payload', text: '$.title' },
      actions: { each: '$[*].custom.actions[*]', name: '$.name', args: '$.args', id: '$.id', names: {} },
    },
    cookies: false,
    retries,
  };
}
