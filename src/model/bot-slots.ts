/** What `{{…}}` may name in a request to a bot. `captured.NAME` comes on top, for every name under `capture`. */
export const MESSAGE_SLOTS = [
  'text',
  'pick',
  'content',
  'sessionId',
  'messageId',
  'locale',
  'type',
  'event',
  'event.name',
  'event.args',
  'context',
  'context.now',
  'context.shop',
  'context.account',
  'context.product',
  'context.orders',
  'context.priorLog',
  'history',
  'request',
  'callbackUrl',
] as const;

/** What it may name in a hook. */
export const HOOK_SLOTS = [
  'case',
  'scenario',
  'persona',
  'locale',
  'sessionId',
  'shop',
  'customer',
  'orders',
] as const;

/** `{{ name }}` */
export const SLOT = /\{\{\s*([\w.]+)\s*\}\}/g;
/** `${NAME}` */
export const ENV = /\$\{([^}]*)\}/g;
