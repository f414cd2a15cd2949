// A bot in a process of its own that answers each message at once, or after `--wait MS`: the floor that budgets are measured over.
import { createServer } from 'node:http';

const wait = Number(process.argv[process.argv.indexOf('--wait') + 1] || 0);
const ANSWERS = {
  'zh-CN': '亲，有货的，今天下午四点前付款当天发出哦',
  en: 'Yes, it is in stock and ships today if you order by four.',
};
let exchanges = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end(String(exchanges));
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    exchanges += 1;
    const { locale } = JSON.parse(body);
    const answer = JSON.stringify({ text: ANSWERS[locale] ?? ANSWERS.en });
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
