import type { Locale } from '../../model/locale.ts';
import type { Arrival } from '../../model/ports.ts';
import type { ChannelProblem, Expected, Found } from './problem.ts';

/** The error arrival for a problem, in words: place, found, expected, remedy. Holds no time or port, so equal runs stay equal. */
export function problemArrival(locale: Locale, problem: ChannelProblem): Arrival {
  return { type: 'error', code: problem.code, message: sayProblem(locale, problem) };
}

export function sayProblem(locale: Locale, problem: ChannelProblem): string {
  return locale === 'zh-CN' ? sayInChinese(problem) : sayInEnglish(problem);
}

function sayInEnglish(problem: ChannelProblem): string {
  switch (problem.code) {
    case 'refused':
      return `nothing answers at ${problem.at} (${problem.reason}); start the bot, or check host and port`;
    case 'reset':
      return 'the bot closed the connection before its answer was whole; look in its log for a crash';
    case 'timeout':
      return `no whole answer within ${seconds(problem.limitMs)} s; make the bot faster or raise the answer limit`;
    case 'http-status':
      return `the bot answered with HTTP status ${problem.status}; expected 200 with JSON, or 204. ${statusRemedy(problem.status).en}`;
    case 'redirect-loop':
      return `the bot redirects in a circle, to no usable address, or more than ${problem.redirectsMax} times; give the final address`;
    case 'not-json':
      return `the body of the answer must be JSON; found ${problem.found === '' ? 'an empty body (answer 204 to say nothing)' : `text that begins with ${JSON.stringify(problem.found)}`}. Answer for example {"text": "Hello"}`;
    case 'wrong-shape':
      return `${problem.place} must be ${EXPECTED[problem.expected].en}; found ${foundInEnglish(problem.found)}. ${remedy(problem).en}`;
    case 'too-large':
      return `the answer is larger than ${problem.bytesMax} bytes and was not read further; send less`;
    case 'too-deep':
      return `the answer nests deeper than ${problem.depthMax} levels; flatten it`;
    case 'bad-encoding':
      return `the answer is not valid ${problem.encoding}; send UTF-8, uncompressed`;
    case 'too-many-messages':
      return `${problem.place} holds ${problem.found} entries; at most ${problem.max} are read, the rest was left out`;
    case 'closed':
      return 'the line was closed before an answer came';
    case 'internal':
      return `the bot or its connector failed: ${problem.reason}`;
  }
}

function sayInChinese(problem: ChannelProblem): string {
  switch (problem.code) {
    case 'refused':
      return `${problem.at} 没有响应(${problem.reason});请先启动机器人,或检查主机和端口`;
    case 'reset':
      return '回答还没发完,机器人就断开了连接;请查看机器人日志里是否有崩溃';
    case 'timeout':
      return `${seconds(problem.limitMs)} 秒内没有收到完整回答;请加快机器人响应,或调高回答时限`;
    case 'http-status':
      return `机器人返回 HTTP 状态码 ${problem.status};应为 200 加 JSON,或 204。${statusRemedy(problem.status).zh}`;
    case 'redirect-loop':
      return `机器人的重定向成环、地址不可用,或超过 ${problem.redirectsMax} 次;请直接填写最终地址`;
    case 'not-json':
      return `回答正文必须是 JSON;实际${problem.found === '' ? '为空(不想回复请返回 204)' : `以 ${JSON.stringify(problem.found)} 开头`}。例如回答 {"text": "您好"}`;
    case 'wrong-shape':
      return `${problem.place} 必须是${EXPECTED[problem.expected].zh};实际是${foundInChinese(problem.found)}。${remedy(problem).zh}`;
    case 'too-large':
      return `回答超过 ${problem.bytesMax} 字节,后面的没有再读;请缩短回答`;
    case 'too-deep':
      return `回答嵌套超过 ${problem.depthMax} 层;请减少层级`;
    case 'bad-encoding':
      return `回答不是有效的 ${problem.encoding} 编码;请发送未压缩的 UTF-8`;
    case 'too-many-messages':
      return `${problem.place} 有 ${problem.found} 项;最多读取 ${problem.max} 项,其余未采用`;
    case 'closed':
      return '回答到达之前,线路已关闭';
    case 'internal':
      return `机器人或其连接器出错:${problem.reason}`;
  }
}

interface Both {
  readonly en: string;
  readonly zh: string;
}

const EXPECTED: Readonly<Record<Expected, Both>> = {
  answer: {
    en: 'a string, a list of strings, or an object with text, messages or actions',
    zh: '字符串、字符串列表,或带有 text、messages、actions 的对象',
  },
  mapped: {
    en: 'an answer in which reply.text of the bot file finds a text',
    zh: '能让机器人文件里的 reply.text 找到文本的回答',
  },
  completion: {
    en: 'a completion: choices with a message, or a response with output',
    zh: '模型的回答:带 message 的 choices,或带 output 的 response',
  },
  messages: { en: 'a list of messages', zh: '消息列表' },
  message: { en: 'an object with text', zh: '带有 text 的对象' },
  text: { en: 'a string', zh: '字符串' },
  delay: { en: 'a number of milliseconds from 0 to 86400000', zh: '0 到 86400000 之间的毫秒数' },
  choices: { en: 'a list of choices', zh: '选项列表' },
  choice: { en: 'an object with the strings id and text', zh: '带有字符串 id 和 text 的对象' },
  actions: { en: 'a list of actions', zh: '动作列表' },
  action: { en: 'an object with name', zh: '带有 name 的对象' },
  name: { en: 'a string that is not empty', zh: '非空字符串' },
  args: {
    en: 'an object of at most 30 strings, numbers or booleans',
    zh: '不超过 30 项的对象,值为字符串、数字或布尔值',
  },
  arg: { en: 'a string, a finite number or a boolean', zh: '字符串、有限数字或布尔值' },
};

const REMEDIES: Readonly<Record<Expected, Both>> = {
  answer: {
    en: 'Answer {"text": "…"}, or 204 to say nothing',
    zh: '请回答 {"text": "…"};不想回复请返回 204',
  },
  mapped: {
    en: 'Correct reply in the bot file; peilian bot-check shows what the answer holds',
    zh: '请修改机器人文件里的 reply;用 peilian bot-check 可以看到回答里有什么',
  },
  completion: {
    en: 'Check url and protocol of the bot file: openai-chat or openai-responses',
    zh: '请检查机器人文件里的 url 和 protocol:openai-chat 还是 openai-responses',
  },
  messages: { en: 'Write "messages": [{"text": "…"}]', zh: '请写成 "messages": [{"text": "…"}]' },
  message: { en: 'Write {"text": "…"}', zh: '请写成 {"text": "…"}' },
  text: { en: 'Write "text": "…"', zh: '请写成 "text": "…"' },
  delay: { en: 'Write "delayMs": 1500 for a second and a half', zh: '一秒半请写成 "delayMs": 1500' },
  choices: {
    en: 'Write "choices": [{"id": "1", "text": "…"}]',
    zh: '请写成 "choices": [{"id": "1", "text": "…"}]',
  },
  choice: { en: 'Write {"id": "1", "text": "…"}', zh: '请写成 {"id": "1", "text": "…"}' },
  actions: {
    en: 'Write "actions": [{"name": "issue-coupon", "args": {"coupon": "…"}}]',
    zh: '请写成 "actions": [{"name": "issue-coupon", "args": {"coupon": "…"}}]',
  },
  action: {
    en: 'Write {"name": "issue-coupon", "args": {"coupon": "…"}}',
    zh: '请写成 {"name": "issue-coupon", "args": {"coupon": "…"}}',
  },
  name: { en: 'Write "name": "refund"', zh: '请写成 "name": "refund"' },
  args: {
    en: 'Write "args": {"order": "…", "amount": 20}',
    zh: '请写成 "args": {"order": "…", "amount": 20}',
  },
  arg: { en: 'Put nested values into fields of their own', zh: '请把嵌套的值拆成单独的字段' },
};

/** Names that other bot interfaces use for the text of a reply. */
const OTHER_WORDS_FOR_TEXT = [
  'reply',
  'answer',
  'message',
  'content',
  'response',
  'output',
  'result',
  'data',
  'msg',
  'Text',
  'answers',
  'replies',
];

function remedy(problem: Extract<ChannelProblem, { code: 'wrong-shape' }>): Both {
  if (problem.found.is === 'fields' && problem.expected === 'answer') {
    const near = problem.found.names.find((name) => OTHER_WORDS_FOR_TEXT.includes(name));
    if (near !== undefined)
      return {
        en: `Rename "${near}" to "text", or map it in a bot file`,
        zh: `请把 "${near}" 改名为 "text",或在机器人文件里做映射`,
      };
  }
  return REMEDIES[problem.expected];
}

function statusRemedy(status: number): Both {
  if (status === 401 || status === 403)
    return { en: 'Check the authorisation header', zh: '请检查授权请求头' };
  if (status === 404) return { en: 'Check the path of the address', zh: '请检查地址中的路径' };
  if (status === 405) return { en: 'The bot must take POST at this path', zh: '机器人需要在该路径接受 POST' };
  if (status === 429)
    return { en: 'Lower the concurrency or raise the limit of the bot', zh: '请降低并发,或放宽机器人的限流' };
  if (status >= 500) return { en: 'Look in the log of the bot', zh: '请查看机器人日志' };
  return { en: 'Look up what the bot means by it', zh: '请查明机器人返回它的含义' };
}

function foundInEnglish(found: Found): string {
  switch (found.is) {
    case 'nothing':
      return 'nothing';
    case 'null':
      return 'null';
    case 'text':
      return 'a string';
    case 'boolean':
      return 'a boolean';
    case 'list':
      return 'a list';
    case 'object':
      return 'an object';
    case 'number':
      return `the number ${found.value}`;
    case 'fields':
      return found.names.length === 0 ? 'an empty object' : `an object with ${found.names.join(', ')}`;
    case 'other':
      return 'a value that JSON does not have';
  }
}

function foundInChinese(found: Found): string {
  switch (found.is) {
    case 'nothing':
      return '没有值';
    case 'null':
      return ' null';
    case 'text':
      return '字符串';
    case 'boolean':
      return '布尔值';
    case 'list':
      return '列表';
    case 'object':
      return '对象';
    case 'number':
      return `数字 ${found.value}`;
    case 'fields':
      return found.names.length === 0 ? '空对象' : `带有 ${found.names.join('、')} 的对象`;
    case 'other':
      return ' JSON 里没有的值';
  }
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
