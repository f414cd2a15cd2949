import type { ServerResponse } from 'node:http';
import { type Behaviour, NEVER } from '../contracts/channel.ts';
import { plainAnswer, wordsOnly } from './house-answer.ts';
import { type LocalServer, type Received, sendEvents, sendJson, startServer } from './http-server.ts';

/**
 * A local server that behaves as Dify documents its chat messages with `response_mode: streaming`: pieces of the answer in
 * `message` events, pings between them, `message_end` last; the conversation id comes with the first answer, and one that is
 * not known is refused. A failure is an `error` event.
 */
export async function startDify(
  token: string,
  behaviour: Behaviour,
  odd?: (request: Received, response: ServerResponse) => boolean,
): Promise<LocalServer> {
  const conversations = new Map<string, string>();
  let count = 0;
  return startServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return sendJson(
        response,
        { code: 'unauthorized', message: 'Access token is invalid', status: 401 },
        401,
      );
    if (request.method !== 'POST' || request.path !== '/v1/chat-messages')
      return void response.writeHead(404).end();
    const { query, user, conversation_id: known, response_mode, inputs } = request.json();
    if (response_mode !== 'streaming' || typeof inputs !== 'object')
      return sendJson(response, { code: 'invalid_param', message: 'inputs is required', status: 400 }, 400);
    if (known !== undefined && known !== '' && conversations.get(known) !== user)
      return sendJson(response, { code: 'not_found', message: 'Conversation Not Exists.', status: 404 }, 404);
    const conversation = known || `conv-${conversations.size + 1}-${user}`;
    conversations.set(conversation, user);
    if (odd?.(request, response) === true) return;
    const at = count++;
    const common = { task_id: `t${at}`, conversation_id: conversation, created_at: 1_705_398_420 };
    let answer: unknown;
    try {
      answer = behaviour(wordsOnly(user, query), at);
    } catch {
      sendEvents(response, [
        {
          data: {
            ...common,
            event: 'error',
            status: 500,
            code: 'completion_request_error',
            message: 'the model failed',
          },
        },
      ]);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: ping\n\n');
    if (answer === NEVER) return;
    const { messages, odd: strange } = plainAnswer(answer);
    const events = messages.flatMap(({ text }, index) =>
      pieces(text).map((piece) => ({
        data: {
          ...common,
          event: index % 2 === 0 ? 'message' : 'agent_message',
          message_id: `m${at}-${index}`,
          answer: piece,
        },
      })),
    );
    sendEvents(response, [
      ...events,
      ...(strange === undefined ? [] : [{ data: { ...common, event: 'message', ...(strange as object) } }]),
      {
        data: {
          ...common,
          event: 'message_end',
          message_id: `m${at}`,
          metadata: { usage: { total_tokens: 9 } },
        },
      },
    ]);
  });
}

/** A text in pieces of a few characters, never cut inside one. */
export function pieces(text: string): string[] {
  return text === ''
    ? ['']
    : [...text].reduce<string[]>((out, character, at) => {
        if (at % 4 === 0) out.push(character);
        else out[out.length - 1] += character;
        return out;
      }, []);
}
