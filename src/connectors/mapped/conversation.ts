import type { AgentContext } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { CookieJar } from './cookies.ts';
import type { Scope } from './template.ts';

/** What a conversation with a mapped bot remembers from one request to the next. */
export class Conversation {
  readonly context: AgentContext;
  readonly captured = new Map<string, unknown>();
  readonly cookies = new CookieJar();
  /** Ids of messages that were taken. */
  readonly seen = new Set<string>();
  /** What was said so far, as language models read it. */
  readonly history: { readonly role: 'user' | 'assistant'; readonly content: string }[] = [];
  readonly #callbackUrl: string | undefined;

  constructor(context: AgentContext, callbackUrl?: string) {
    this.context = context;
    this.#callbackUrl = callbackUrl;
  }

  /** Strikes out what this conversation is known by at the bot: its cookies, and captured values that are named as secrets. */
  hide(text: string): string {
    const secrets = [
      ...this.cookies.values(),
      ...[...this.captured].flatMap(([name, value]) =>
        typeof value === 'string' && SECRET_NAME.test(name) ? [value] : [],
      ),
    ].filter((secret) => secret.length >= SECRET_CHARS_MIN);
    return secrets.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  }

  /** What the slots of a request hold; without a message, what the conversation alone knows. */
  scope(request?: ProtocolRequest): Scope {
    return (slot) => {
      const [head, ...rest] = slot.split('.');
      switch (head) {
        case 'captured':
          return this.captured.get(rest.join('.'));
        case 'sessionId':
          return this.context.sessionId;
        case 'locale':
          return this.context.locale;
        case 'history':
          return this.history;
        case 'callbackUrl':
          return this.#callbackUrl;
        case 'request':
          return request;
        case 'pick':
          return request === undefined ? undefined : picked(request);
        default:
          return rest.reduce<unknown>(
            (value, key) => (value as Record<string, unknown> | undefined)?.[key],
            (request as Record<string, unknown> | undefined)?.[head!],
          );
      }
    };
  }
}

const SECRET_NAME = /token|secret|password|key|auth|credential/i;
/** Shorter values are no secrets, and would be struck out of ordinary text. */
const SECRET_CHARS_MIN = 6;
const HIDDEN = '«redacted»';

/** What a bot with buttons expects: the id of the choice that was made, else the words. */
function picked({ content, text }: ProtocolRequest): string {
  const choice = content.find((part) => part.type === 'choice');
  return choice?.type === 'choice' ? choice.id : text;
}
