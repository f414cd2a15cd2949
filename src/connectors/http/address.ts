/** Where a bot answers, taken apart once. */
export interface BotAddress {
  readonly origin: string;
  /** Path and query, as they go out. */
  readonly path: string;
  /** Without user, password, query and fragment, which may hold a token: for people to read. */
  readonly shown: string;
  /** `authorization` from the user and password of the address, where it has them. */
  readonly authorization: string | null;
}

/** The address of a bot cannot be used as it is. */
export class BotAddressError extends Error {
  readonly code = 'bad-bot-address';
  constructor(message: string) {
    super(message);
    this.name = 'BotAddressError';
  }
}

/** Reads `http://` and `https://` addresses. Throws `BotAddressError` for anything else. */
export function readAddress(url: string): BotAddress {
  const parsed = parse(url);
  if (parsed === null)
    throw new BotAddressError(
      'the address of the bot must be a whole one such as http://127.0.0.1:8080/chat',
    );
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new BotAddressError(
      `the address of the bot must begin with http:// or https://; found ${parsed.protocol}//`,
    );
  }
  return takeApart(parsed);
}

/** Where a redirect points, seen from the address that sent it; `null` where it cannot be followed. */
export function redirectAddress(location: string, from: BotAddress): BotAddress | null {
  const parsed = parse(location, from.origin + from.path);
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:')
    ? takeApart(parsed)
    : null;
}

function parse(url: string, base?: string): URL | null {
  return URL.canParse(url, base) ? new URL(url, base) : null;
}

function takeApart(url: URL): BotAddress {
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    shown: url.origin + url.pathname,
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}
