// A bot in a process of its own. Its behaviour comes over IPC-free means: a socket on loopback that its first argument names.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const socket = connect(Number(process.argv[2]), '127.0.0.1');
const told = createInterface({ input: socket });
told.on('error', () => process.exit(9));
told.on('line', (line) => {
  const { out, raw, die, err } = JSON.parse(line);
  if (err !== undefined) process.stderr.write(err);
  if (raw !== undefined) process.stdout.write(Buffer.from(raw, 'base64'));
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (die !== undefined) setTimeout(() => process.exit(die), 20);
});
createInterface({ input: process.stdin }).on('line', (line) => socket.write(`${line}\n`));
process.stdin.on('end', () => process.exit(0));
socket.on('error', () => process.exit(9));
socket.on('close', () => process.exit(0));
