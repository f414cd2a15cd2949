import type { ServerResponse } from 'node:http';
import type { Behaviour } from '../contracts/channel.ts';
import { NEVER } from '../contracts/channel.ts';
import { plainAnswer, wordsOnly } from './house-answer.ts';
import { type LocalServer, type Received, sendJson, startServer } from './http-server.ts';

const WRONG_TOKEN = { code: 4100, msg: 'authentication is invalid' };
const NO_SUCH_CHAT = { code: 4200, msg: 'the conversation or the chat does not exist' };

interface Chat {
  readonly conversation: string;
  status: 'created' | 'in_progress' | 'completed' | 'failed';
  looks: number;
  readonly messages: {
    readonly id: string;
    readonly type: string;
    readonly role: string;
    readonly content: string;
  }[];
}

/**
 * A local server that behaves as Coze documents its v3 chat: conversations are made first; a chat answers at once with
 * `in_progress`, is asked about until it is `completed`, and only then lists its messages, of which those of type `answer` are
 * the bot's words. Failures come with status 200 and a code. `odd`: writes the list itself, to be wrong.
 */
export async function startCoze(
  token: string,
  behaviour: Behaviour,
  odd?: (request: Received, response: ServerResponse) => boolean,
): Promise<LocalServer> {
  const conversations = new Map<string, string[]>();
  const chats = new Map<string, Chat>();
  let ids = 7_000;
  let count = 0;
  return startServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return sendJson(response, WRONG_TOKEN);
    const [path] = request.path.split('?');
    const conversation = request.query.get('conversation_id') ?? '';
    const chat = chats.get(request.query.get('chat_id') ?? '');
    switch (`${request.method} ${path}`) {
      case 'POST /v1/conversation/create': {
        const id = String(++ids);
        conversations.set(id, []);
        return sendJson(response, { code: 0, msg: '', data: { id, created_at: 1, meta_data: {} } });
      }
      case 'POST /v3/chat': {
        const said = conversations.get(conversation);
        const { bot_id, user_id, additional_messages, stream, auto_save_history } = request.json();
        if (said === undefined || bot_id !== 'b-1' || stream !== false || auto_save_history !== true)
          return sendJson(response, NO_SUCH_CHAT);
        const [{ content }] = additional_messages;
        said.push(content);
        const id = String(++ids);
        const made: Chat = { conversation, status: 'in_progress', looks: 0, messages: [] };
        chats.set(id, made);
        try {
          const answer = behaviour(wordsOnly(user_id, content), count++);
          if (answer === NEVER) made.looks = Number.NEGATIVE_INFINITY;
          else {
            made.messages.push({
              id: `${id}-0`,
              role: 'assistant',
              type: 'verbose',
              content: '{"msg_type":"knowledge"}',
            });
            for (const [at, { text }] of plainAnswer(answer).messages.entries())
              made.messages.push({ id: `${id}-${at + 1}`, role: 'assistant', type: 'answer', content: text });
            made.messages.push({
              id: `${id}-f`,
              role: 'assistant',
              type: 'follow_up',
              content: 'anything else?',
            });
          }
        } catch {
          made.status = 'failed';
        }
        return sendJson(response, {
          code: 0,
          msg: '',
          data: { id, conversation_id: conversation, bot_id, status: 'created', created_at: 1 },
        });
      }
      case 'GET /v3/chat/retrieve': {
        if (chat?.conversation !== conversation) return sendJson(response, NO_SUCH_CHAT);
        chat.looks += 1;
        if (chat.status === 'in_progress' && chat.looks >= 2) chat.status = 'completed';
        return sendJson(response, {
          code: 0,
          msg: '',
          data: { id: 'c', conversation_id: conversation, status: chat.status },
        });
      }
      case 'GET /v3/chat/message/list': {
        if (chat?.conversation !== conversation) return sendJson(response, NO_SUCH_CHAT);
        if (odd?.(request, response) === true) return;
        return sendJson(response, { code: 0, msg: '', data: chat.messages });
      }
      default:
        return void response.writeHead(404).end();
    }
  });
}
