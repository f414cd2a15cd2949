import { BotAddressError } from '../http/address.ts';

export interface SocketAddress {
  readonly url: string;
  readonly shown: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a filled `ws://` or `wss://` address; user and password become basic authorisation. Throws `BotAddressError`. */
export function readSocketAddress(text: string): SocketAddress {
  if (!URL.canParse(text))
    throw new BotAddressError('the address of the bot must be a whole one such as ws://127.0.0.1:8080/chat');
  const url = new URL(text);
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:')
    throw new BotAddressError(
      `the address of the bot must begin with ws:// or wss://; found ${url.protocol}//`,
    );
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  url.username = '';
  url.password = '';
  url.hash = '';
  return {
    url: url.href,
    shown,
    headers:
      credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
  };
}
