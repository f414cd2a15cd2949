import { type Dialect, failure, isRecord, misshapen, recordsOf, type Said, textOf } from './dialect.ts';

/** Responses: a list of items goes in and out; the conversation is kept by us, nothing is stored there. */
export const RESPONSES: Dialect = {
  path: '/responses',
  until:
    "$[?@.data.type == 'response.completed' || @.data.type == 'response.incomplete' || @.data.type == 'response.failed' || @.data.type == 'error']",
  user: (text) => ({ role: 'user', content: text }),
  result: (callId, output) => ({ type: 'function_call_output', call_id: callId, output }),
  correct: (item, callId, output) =>
    isRecord(item) && item.type === 'function_call_output' && item.call_id === callId
      ? { ...item, output }
      : item,
  tool: (name, description, parameters) => ({
    type: 'function',
    name,
    description,
    parameters,
    strict: false,
  }),
  body: (system, items) => ({
    ...(system === undefined ? {} : { instructions: system }),
    input: items,
    store: false,
  }),
  read: (value, streamed) => (streamed ? readStream(value) : readWhole(value)),
};

function readStream(events: unknown): Said {
  let first: unknown;
  for (const { data } of recordsOf(events)) {
    first ??= data;
    if (!isRecord(data)) continue;
    if (data.type === 'error') return failure(data.error ?? data);
    if (/^response\.(completed|incomplete|failed)$/.test(textOf(data.type))) return readWhole(data.response);
    // Asked for a stream, some servers answer with the whole response at once.
    if (Array.isArray(data.output)) return readWhole(data);
  }
  return misshapen(first ?? events);
}

function readWhole(response: unknown): Said {
  if (!isRecord(response)) return misshapen(response);
  if (response.error !== undefined && response.error !== null) return failure(response.error);
  if (!Array.isArray(response.output)) return misshapen(response);
  const output = recordsOf(response.output);
  const texts = output
    .filter((item) => item.type === 'message')
    .flatMap((item) => recordsOf(item.content))
    .map((part) => textOf(part.text) || textOf(part.refusal));
  return {
    ok: true,
    texts: texts.filter((text) => text !== ''),
    calls: output
      .filter((item) => item.type === 'function_call')
      .map((item, at) => ({
        id: textOf(item.call_id) || `call-${at}`,
        name: textOf(item.name),
        args: item.arguments,
      })),
    // Reasoning that is not stored there means nothing to it later, unless it came sealed.
    items: output.filter((item) => item.type !== 'reasoning' || typeof item.encrypted_content === 'string'),
  };
}
