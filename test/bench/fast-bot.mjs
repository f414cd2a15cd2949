// A bot in a process of its own that answers each message at once, or after `--wait MS`: the floor that budgets are measured over.

import { createServer } from 'node:http';
import { answerOf } from './answer-of.mjs';

const wait = Number(process.argv[process.argv.indexOf('--wait') + 1] || 0);
let exchanges = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end(String(exchanges));
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    exchanges += 1;
    const answer = JSON.stringify({ text: answerOf(JSON.parse(body)) });
    const send = () => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      });
      response.end(answer);
    };
    if (wait > 0) setTimeout(send, wait);
    else send();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
