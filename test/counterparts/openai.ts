import type { ServerResponse } from 'node:http';
import { type Behaviour, NEVER } from '../contracts/channel.ts';
import { pieces } from './dify.ts';
import { plainAnswer, wordsOnly } from './house-answer.ts';
import { type LocalServer, type Received, sendEvents, sendJson, startServer } from './http-server.ts';

export interface ModelServerOptions {
  readonly token: string;
  readonly kind: 'chat' | 'responses';
  /** Base path before `/chat/completions` or `/responses`. */
  readonly base?: string;
  /** Which field names the conversation, where the service keeps the history itself. */
  readonly sessionOf?: (body: any) => string;
  readonly odd?: (request: Received, response: ServerResponse) => boolean;
}

/**
 * A local server that behaves as OpenAI documents its two interfaces: whole or as server-sent events (chat: deltas and
 * `[DONE]`; responses: typed events up to `response.completed`). A behaviour's actions become function calls; they are made in
 * a round of their own, and the words come once every call has its result.
 */
export async function startModel(behaviour: Behaviour, options: ModelServerOptions): Promise<LocalServer> {
  const { token, kind, base = '/v1', sessionOf = (body) => body.metadata?.session ?? '', odd } = options;
  let count = 0;
  const waiting = new Map<string, unknown>();
  return startServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return sendJson(
        response,
        { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' } },
        401,
      );
    if (request.path !== `${base}/${kind === 'chat' ? 'chat/completions' : 'responses'}`)
      return void response.writeHead(404).end();
    if (odd?.(request, response) === true) return;
    const body = request.json();
    const items: any[] = kind === 'chat' ? body.messages : body.input;
    const last = items.at(-1);
    const session = sessionOf(body);
    const results = last.role === 'tool' || last.type === 'function_call_output';
    const answer = results ? waiting.get(session) : behaviour(wordsOnly(session, last.content), count++);
    if (answer === NEVER) return;
    const { messages, actions, odd: strange } = plainAnswer(answer);
    const calls = results ? [] : actions;
    if (calls.length > 0) waiting.set(session, answer);
    const text = calls.length > 0 ? null : messages.map((each) => each.text).join('');
    if (strange !== undefined) return sendJson(response, strange);
    if (kind === 'chat') sendChat(response, body.stream, text, calls);
    else sendResponse(response, body.stream, text, calls);
  });
}

type Calls = readonly { readonly id?: string; readonly name: string; readonly args: object }[];

function sendChat(response: ServerResponse, stream: boolean, text: string | null, calls: Calls): void {
  const toolCalls = calls.map(({ id, name, args }, index) => ({
    index,
    id: id ?? `call_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const finish = calls.length > 0 ? 'tool_calls' : 'stop';
  const common = { id: 'chatcmpl-1', created: 1, model: 'm' };
  if (!stream) {
    sendJson(response, {
      ...common,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          finish_reason: finish,
          message: {
            role: 'assistant',
            content: text,
            refusal: null,
            ...(calls.length > 0 ? { tool_calls: toolCalls.map(({ index: _, ...call }) => call) } : {}),
          },
        },
      ],
      usage: { total_tokens: 12 },
    });
    return;
  }
  const chunk = (delta: object, finishReason: string | null = null) => ({
    data: {
      ...common,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    },
  });
  sendEvents(response, [
    chunk({ role: 'assistant', content: text === null ? null : '' }),
    ...(text === null ? [] : pieces(text).map((content) => chunk({ content }))),
    ...toolCalls.flatMap(({ index, id, type, function: called }) => [
      chunk({ tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] }),
      ...pieces(called.arguments).map((piece) =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ]),
    chunk({}, finish),
    { data: '[DONE]' },
  ]);
}

function sendResponse(response: ServerResponse, stream: boolean, text: string | null, calls: Calls) {
  const output = [
    { type: 'reasoning', id: 'rs_1', summary: [] },
    ...(text === null
      ? []
      : [
          {
            type: 'message',
            id: 'msg_1',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text, annotations: [] }],
          },
        ]),
    ...calls.map(({ id, name, args }, at) => ({
      type: 'function_call',
      id: `fc_${at}`,
      call_id: id ?? `call_${at}`,
      name,
      arguments: JSON.stringify(args),
    })),
  ];
  const whole = { id: 'resp_1', object: 'response', status: 'completed', error: null, output };
  if (!stream) return sendJson(response, whole);
  const event = (type: string, more: object) => ({ event: type, data: { type, ...more } });
  sendEvents(response, [
    event('response.created', { response: { ...whole, status: 'in_progress', output: [] } }),
    ...(text === null
      ? []
      : pieces(text).map((delta) =>
          event('response.output_text.delta', { item_id: 'msg_1', output_index: 1, delta }),
        )),
    event('response.completed', { response: whole }),
  ]);
}
