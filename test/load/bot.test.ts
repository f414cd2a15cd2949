import { describe, expect, test } from 'vitest';
import { loadBot } from '../../src/load/bot.ts';
import { renderProblem } from '../../src/load/problem.ts';

const HEAD = 'kind: bot\nversion: 1\nid: mine\ntitle: { zh-CN: 我的, en: Mine }\n';
const load = (text: string) => loadBot({ file: 'scenarios/bots/mine.yaml', text: HEAD + text });

function problems(text: string): string[] {
  const bot = load(text);
  if (bot.ok) throw new Error('expected problems');
  return bot.problems.map(renderProblem);
}

describe('a bot file', () => {
  test('speaks the house protocol unless it says another, with every default filled', () => {
    expect(load('url: http://localhost:3000/chat\n')).toMatchObject({
      ok: true,
      value: {
        protocol: 'house',
        answerLimit: 60_000,
        retries: 0,
        env: [],
        hooks: { before: [], after: [] },
      },
    });
  });

  test.each<[string, string, RegExp]>([
    [
      'a protocol that is none',
      'protocol: htpp\nurl: http://x/y\n',
      /:5:11 {2}protocol must be one of house, http, sse.*found htpp[\s\S]*hint: did you mean http\?/,
    ],
    ['no address', 'protocol: rasa\n', /url is missing: it must be (a text|an address)/],
    [
      'an address of another kind',
      'protocol: websocket\nurl: http://x/y\n',
      /url must be an address that begins with ws:\/\/ or wss:\/\//,
    ],
    [
      'neither url nor steps',
      'protocol: http\nreply: { text: $.a }\n',
      /url is missing: it must be the address of the bot, or write steps/,
    ],
    [
      'both url and steps',
      'protocol: http\nurl: http://x/y\nsteps:\n  - { url: http://x/z, reply: { text: $.a } }\n',
      /:7:1 {2}steps must stand without url|steps must stand without url/,
    ],
    [
      'no reply',
      'protocol: http\nurl: http://x/y\n',
      /reply must say where the text of an answer stands[\s\S]*reply: \{ text: \$\.reply \}/,
    ],
    [
      'a path that is none',
      'protocol: http\nurl: http://x/y\nreply: { text: data.reply }\n',
      /:7:16 {2}reply\.text must be a JSONPath such as \$\.data\.reply \(RFC 9535\): expected '\$'.*found data\.reply/,
    ],
    [
      'a capture that is none',
      'protocol: http\nurl: http://x/y\nreply: { text: $.a }\ncapture: { id: body.id }\n',
      /capture\.id must be a JSONPath such as \$\.conversation_id, header:X-Session or cookie:sid/,
    ],
    [
      'a slot that nobody fills',
      'protocol: http\nurl: http://x/y\nbody: { q: "{{txt}}" }\nreply: { text: $.a }\n',
      /body\.q must name a slot that is filled; found \{\{txt\}\}[\s\S]*did you mean \{\{text\}\}\?/,
    ],
    [
      'a captured name that nobody captures',
      'protocol: http\nurl: http://x/y?c={{captured.chat}}\nreply: { text: $.a }\ncapture: { chats: $.id }\n',
      /found \{\{captured\.chat\}\}[\s\S]*did you mean \{\{captured\.chats\}\}\?/,
    ],
    [
      'a variable that is not listed',
      'url: http://x/y\nheaders: { A: "${TOKEN}" }\n',
      /must take only environment variables that env lists; found \$\{TOKEN\}[\s\S]*hint: add it: env: \[TOKEN\]/,
    ],
    [
      'one connection for all without a session',
      'protocol: stdio\ncommand: [bot]\nshared: true\n',
      /shared must come with session, which tells the conversations apart/,
    ],
    [
      'a field of another protocol',
      'protocol: rasa\nurl: http://x/y\nmodel: m\n',
      /model is not a known field/,
    ],
    [
      'two prompts',
      'protocol: openai-chat\nurl: http://x/v1\nmodel: m\nsystem: a\nsystemFile: b\n',
      /systemFile must stand without system/,
    ],
    [
      'a hook that knows no message',
      'url: http://x/y\nhooks: { before: [{ name: seed, url: http://x/z, body: "{{text}}" }] }\n',
      /hooks\.before\[0\]\.body must name a slot that is filled; found \{\{text\}\}/,
    ],
  ])('with %s says where, what was expected and what to write', (_, text, words) => {
    expect(problems(text).join('\n')).toMatch(words);
  });

  test('has all its problems told at once', () => {
    expect(problems('protocol: http\nurl: ftp://x\nmethod: SEND\nreply: { text: a }\n')).toHaveLength(3);
  });

  test.each([
    'url: http://x/y\nheaders: { Authorization: [sk-secret-123456] }\n',
    'url: http://x/y\nheaders: { X-Api-Key: sk-secret-123456, "bad name": sk-secret-123456 }\n',
    'url: ftp://user:sk-secret-123456@x/y?key=sk-secret-123456\n',
    'protocol: http\nurl: http://x/y\nreply: { text: $.a }\nbody: { token: "sk-secret-123456 {{txt}}" }\n',
    'protocol: callback\nsession: $.id\nsend: { url: http://x/y }\nsignature: { header: "", secret: sk-secret-123456 }\n',
    'url: http://x/y\nheaders:\n  authorization: "Bearer sk-secret-123456 ${NOPE}"\n',
  ])('shows no token in its problems: %s', (text) => {
    const told = problems(text).join('\n');
    expect(told).not.toContain('sk-secret-123456');
    expect(told).toContain('scenarios/bots/mine.yaml');
  });
});
