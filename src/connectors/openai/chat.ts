import { type Dialect, failure, isRecord, misshapen, recordsOf, type Said, textOf } from './dialect.ts';

/** Chat completions: messages with roles, and tool calls beside the words. */
export const CHAT: Dialect = {
  path: '/chat/completions',
  user: (text) => ({ role: 'user', content: text }),
  result: (callId, output) => ({ role: 'tool', tool_call_id: callId, content: output }),
  correct: (item, callId, output) =>
    isRecord(item) && item.role === 'tool' && item.tool_call_id === callId
      ? { ...item, content: output }
      : item,
  tool: (name, description, parameters) => ({
    type: 'function',
    function: { name, description, parameters },
  }),
  body: (system, items) => ({
    messages: [...(system === undefined ? [] : [{ role: 'system', content: system }]), ...items],
  }),
  read: (value, streamed) => (streamed ? readStream(value) : readWhole(value)),
};

function readWhole(value: unknown): Said {
  if (!isRecord(value)) return misshapen(value);
  if (value.error !== undefined && value.error !== null) return failure(value.error);
  const message = recordsOf(value.choices)[0]?.message;
  return isRecord(message) ? said(message) : misshapen(value);
}

/** Puts the pieces of a stream together as the message they are. */
function readStream(events: unknown): Said {
  let content = '';
  let refusal = '';
  let ended = false;
  let begun = false;
  const calls = new Map<number, { id: string; name: string; args: string }>();
  for (const { data } of recordsOf(events)) {
    if (data === '[DONE]') {
      ended = true;
      continue;
    }
    if (!isRecord(data)) continue;
    if (data.error !== undefined && data.error !== null) return failure(data.error);
    const choice = recordsOf(data.choices)[0];
    if (choice === undefined) continue;
    begun = true;
    ended ||= typeof choice.finish_reason === 'string';
    // Asked for a stream, some servers answer with the whole message at once.
    if (isRecord(choice.message)) return said(choice.message);
    const delta = isRecord(choice.delta) ? choice.delta : {};
    content += textOf(delta.content);
    refusal += textOf(delta.refusal);
    for (const call of recordsOf(delta.tool_calls)) {
      const at = typeof call.index === 'number' ? call.index : calls.size;
      const known = calls.get(at) ?? { id: '', name: '', args: '' };
      const piece = isRecord(call.function) ? call.function : {};
      calls.set(at, {
        id: known.id || textOf(call.id),
        name: known.name + textOf(piece.name),
        args: known.args + textOf(piece.arguments),
      });
    }
  }
  if (!begun && !ended) return misshapen(recordsOf(events)[0]?.data ?? events);
  if (!ended) return { ok: false, problem: { code: 'reset' } };
  const toolCalls = [...calls.values()].map(({ id, name, args }) => ({
    id,
    type: 'function',
    function: { name, arguments: args },
  }));
  return said({
    role: 'assistant',
    content: content === '' ? null : content,
    ...(refusal === '' ? {} : { refusal }),
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
  });
}

function said(message: Readonly<Record<string, unknown>>): Said {
  const { content, refusal, tool_calls: toolCalls } = message;
  const texts = Array.isArray(content)
    ? recordsOf(content).map((part) => textOf(part.text))
    : [textOf(content), textOf(refusal)];
  const calls = recordsOf(toolCalls).map((call, at) => {
    const called = isRecord(call.function) ? call.function : {};
    return { id: textOf(call.id) || `call-${at}`, name: textOf(called.name), args: called.arguments };
  });
  return {
    ok: true,
    texts: texts.filter((text) => text !== ''),
    calls,
    items: [
      {
        role: 'assistant',
        content: content ?? null,
        ...(Array.isArray(toolCalls) && toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
      },
    ],
  };
}
