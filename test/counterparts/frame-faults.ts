import { CONTROLS, type Fault } from '../contracts/faults.ts';

/** How a carrier of frames does wrong. */
export interface FrameSender {
  send(frame: string): void;
  /** Bytes that are no text. */
  raw(bytes: Buffer): void;
  die(): void;
  /** Half a frame, and then nothing more. */
  cut(frame: string): void;
}

/** Does one thing wrong in frames of the house protocol, with `extra` fields in each right one. */
export function misbehaveInFrames(fault: Fault, sender: FrameSender, extra: object = {}) {
  const frame = (fields: object) => JSON.stringify({ ...fields, ...extra });
  switch (fault) {
    case 'never':
      return;
    case 'dies':
      return sender.die();
    case 'cut':
      return sender.cut(frame({ text: 'half of it' }));
    case 'not-json':
      return sender.send('Hello there, how can I help?');
    case 'wrong-shape':
      return sender.send(frame({ zzz: { nothing: 1 } }));
    case 'huge':
      return sender.send(frame({ text: 'a'.repeat(3_000_000) }));
    case 'deep':
      return sender.send(frame({ text: 'x' }).replace('"x"', `${'['.repeat(5_000)}${']'.repeat(5_000)}`));
    case 'bad-utf8':
      return sender.raw(
        Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]),
      );
    case 'many':
      return sender.send(frame({ messages: Array.from({ length: 5_000 }, (_, at) => ({ text: `m${at}` })) }));
    case 'controls':
      return sender.send(frame({ text: CONTROLS }));
    case 'blank':
      return sender.send(frame({ text: '  ' }));
    case 'refused':
      throw new Error('nobody is here to be asked');
  }
}
