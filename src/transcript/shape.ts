import { ENDINGS } from '../model/ending.ts';
import { type EventBody, LATENCY_MODES, type TranscriptEvent } from '../model/event.ts';

/**
 * Whether a parsed line has what every reader of events relies on. Fields it does not know stay: a later minor version may
 * add some.
 */
export function isEvent(value: unknown): value is TranscriptEvent {
  if (!isRecord(value)) return false;
  if (
    !isText(value.conversation) ||
    !isCount(value.index) ||
    !isCount(value.t) ||
    typeof value.type !== 'string'
  )
    return false;
  const check = BODIES[value.type as EventBody['type']];
  return check?.(value) ?? false;
}

type Fields = Readonly<Record<string, unknown>>;

const BODIES: Readonly<Partial<Record<string, (fields: Fields) => boolean>>> &
  Readonly<Record<EventBody['type'], (fields: Fields) => boolean>> = {
  header: (fields) =>
    isText(fields.format) &&
    isText(fields.tool) &&
    typeof fields.seed === 'number' &&
    (fields.clock === 'virtual' || fields.clock === 'system') &&
    isOneOf(LATENCY_MODES, fields.latency) &&
    (fields.locale === 'zh-CN' || fields.locale === 'en') &&
    isText(fields.startsAt) &&
    isText(fields.case) &&
    isRef(fields.scenario) &&
    isRef(fields.persona) &&
    (fields.shop === null || isRef(fields.shop)) &&
    isRef(fields.packs) &&
    isRecord(fields.cast) &&
    isText(fields.agent),
  message: (fields) =>
    isOneOf(['buyer', 'agent', 'bot', 'system'], fields.from) &&
    isText(fields.text) &&
    isText(fields.via) &&
    isListOr(fields.content, isRecord) &&
    isListOr(fields.said, (act) => isRecord(act) && isText(act.act) && isText(act.intent)) &&
    isListOr(fields.choices, (choice) => isRecord(choice) && isText(choice.id) && isText(choice.text)) &&
    (fields.answers === undefined || isCount(fields.answers)),
  action: (fields) =>
    (fields.by === 'agent' || fields.by === 'buyer') &&
    isText(fields.id) &&
    isText(fields.name) &&
    isArgs(fields.args) &&
    isRecord(fields.result) &&
    (fields.result.ok === true
      ? isArgs(fields.result.changed)
      : fields.result.ok === false && isText(fields.result.code)),
  world: (fields) => isText(fields.name) && isArgs(fields.args),
  'buyer-state': (fields) =>
    [fields.mood, fields.patienceMs, fields.trust].every((each) => typeof each === 'number') &&
    Array.isArray(fields.open) &&
    fields.open.every(isText) &&
    Array.isArray(fields.because) &&
    fields.because.every((cause) => isRecord(cause) && isText(cause.trigger) && isCount(cause.event)),
  status: (fields) => fields.status === 'online' || fields.status === 'away',
  'agent-typing': () => true,
  error: (fields) => isText(fields.code) && isText(fields.message),
  ending: (fields) => isOneOf(ENDINGS, fields.ending) && isText(fields.by) && isText(fields.reason),
};

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf(allowed: readonly string[], value: unknown): boolean {
  return isText(value) && allowed.includes(value);
}

function isRef(value: unknown): boolean {
  return isRecord(value) && isText(value.id) && isText(value.hash);
}

function isArgs(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.values(value).every((each) => ['string', 'number', 'boolean'].includes(typeof each))
  );
}

function isListOr(value: unknown, entry: (each: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(entry));
}
