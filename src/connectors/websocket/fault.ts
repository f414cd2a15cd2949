import type { ChannelProblem } from '../house/problem.ts';
import { problemOf } from '../http/faults.ts';

/** What an error of a socket means for the channel. `shown`: the address without what may be a token. */
export function socketProblem(error: unknown, shown: string, bytesMax: number): ChannelProblem {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return { code: 'too-large', bytesMax };
  if (code === 'WS_ERR_INVALID_UTF8') return { code: 'bad-encoding', encoding: 'UTF-8' };
  if (code?.startsWith('WS_ERR_') === true)
    return { code: 'internal', reason: `the bot breaks the WebSocket protocol (${code})` };
  const status = /^Unexpected server response: (\d{3})$/.exec(message ?? '')?.[1];
  if (status !== undefined) return { code: 'http-status', status: Number(status) };
  if (message === 'Opening handshake has timed out')
    return { code: 'refused', at: shown, reason: 'no WebSocket handshake' };
  return problemOf(error, shown);
}
