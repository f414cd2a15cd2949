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

/** What a bot with buttons expects: the id of the choice that was made, else the words. */
function picked({ content, text }: ProtocolRequest): string {
  const choice = content.find((part) => part.type === 'choice');
  return choice?.type === 'choice' ? choice.id : text;
}
