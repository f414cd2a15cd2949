const COOKIES_MAX = 50;
const COOKIE_CHARS_MAX = 4_096;

/** The cookies of one conversation, kept for one origin each. Path and expiry by date do not matter within a conversation. */
export class CookieJar {
  readonly #byOrigin = new Map<string, Map<string, string>>();

  /** Takes `set-cookie`; an empty value or `Max-Age=0` deletes. What goes beyond the bounds is not kept. */
  take(origin: string, setCookie: string | readonly string[] | undefined): void {
    const jar = this.#byOrigin.get(origin) ?? new Map<string, string>();
    for (const line of typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      if (at < 1 || pair.length > COOKIE_CHARS_MAX || /[\r\n\0]/.test(pair)) continue;
      if (value === '' || attributes.some((each) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(each)))
        jar.delete(name);
      else if (jar.has(name) || jar.size < COOKIES_MAX) jar.set(name, value);
    }
    if (jar.size > 0) this.#byOrigin.set(origin, jar);
  }

  get(origin: string, name: string): string | undefined {
    return this.#byOrigin.get(origin)?.get(name);
  }

  /** Every value that is kept: session secrets of the bot's own making. */
  values(): string[] {
    return [...this.#byOrigin.values()].flatMap((jar) => [...jar.values()]);
  }

  /** The `cookie` header for an origin; `undefined` when it has none. */
  header(origin: string): string | undefined {
    const jar = this.#byOrigin.get(origin);
    return jar === undefined || jar.size === 0
      ? undefined
      : [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
