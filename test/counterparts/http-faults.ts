import type { ServerResponse } from 'node:http';
import { CONTROLS, type Fault } from '../contracts/faults.ts';

/** Puts an answer into the protocol's own words. */
export type Bodies = (texts: readonly string[]) => string;

/** Does one thing wrong over HTTP. `contentType`: of a right answer. */
export function misbehave(
  fault: Fault,
  response: ServerResponse,
  bodies: Bodies,
  contentType = 'application/json',
) {
  const send = (body: string | Buffer) =>
    void response.writeHead(200, { 'content-type': contentType }).end(body);
  switch (fault) {
    case 'never':
      return;
    case 'dies':
      response.socket?.destroy();
      return;
    case 'cut': {
      const body = bodies(['half of it']);
      response.writeHead(200, { 'content-type': contentType, 'content-length': body.length + 50 });
      response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
      return;
    }
    case 'not-json':
      return send('Hello there, how can I help?');
    case 'wrong-shape':
      return send('{"zzz":{"nothing":1}}');
    case 'huge':
      return send(bodies(['a'.repeat(3_000_000)]));
    case 'deep':
      return send(bodies(['x']).replace('"x"', `${'['.repeat(5_000)}${']'.repeat(5_000)}`));
    case 'bad-utf8':
      return send(
        Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]),
      );
    case 'many':
      return send(bodies(Array.from({ length: 5_000 }, (_, at) => `m${at}`)));
    case 'controls':
      return send(bodies([CONTROLS]));
    case 'blank':
      return send(bodies(['  ']));
    case 'refused':
      throw new Error('nobody is here to be asked');
  }
}
