import { randomBytes } from 'node:crypto';
import { secretsIn } from '../connectors/environment.ts';
import { BotAddressError } from '../connectors/http/address.ts';
import { createHttpPort } from '../connectors/http/port.ts';
import { createRedactedPort } from '../connectors/redacted.ts';
import type { TraceRecord } from '../connectors/trace/trace.ts';
import type { TextFile } from '../load/document.ts';
import type { Bot } from '../model/bot.ts';
import type { Locale } from '../model/locale.ts';
import type { AgentPort } from '../model/ports.ts';
import { createRedactor } from '../transcript/redact.ts';
import { answersIn } from './bot-check/answers.ts';
import { fieldsOfAnswer } from './bot-check/fields.ts';
import { findProblems } from './bot-check/findings.ts';
import { rolePaths } from './bot-check/roles.ts';
import { sayCheck } from './bot-check/say.ts';
import { talk } from './bot-check/talk.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface BotCheckOptions {
  /** Language of the messages; the interface's by default. */
  readonly locale?: Locale;
  /** What is said instead of the three messages. */
  readonly say?: readonly string[];
  readonly allowExec?: boolean;
  readonly json?: boolean;
}

const TEXTS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['你好，在吗？', '这款现在有货吗？拍下多久能发货？', '好的，谢谢'],
  en: ['Hello, is anybody there?', 'Is this in stock, and when would it be sent?', 'All right, thank you'],
};

/**
 * Talks to a bot as a buyer would and explains, field by field, what came back and what was made of it. 0: nothing looks
 * wrong; 1: something does; 2: it cannot be tried; 3: no answer came at all.
 */
export async function botCheck(name: string, options: BotCheckOptions, io: CommandIo): Promise<ExitCode> {
  const traffic: TraceRecord[] = [];
  const opened = await open(name, options, io, (record) => traffic.push(record));
  const redactor = createRedactor(opened.secrets);
  const locale = options.locale ?? io.uiLocale;
  const port = createRedactedPort(opened.port, redactor.text);
  try {
    const talked = await talk({
      port,
      locale,
      texts: options.say ?? TEXTS[locale],
      takeTraffic: () => traffic.splice(0).map((record) => redactor.value(record)),
      answerLimitMs: opened.bot?.answerLimit ?? 60_000,
      now: () => new Date().toISOString().replace(/\.\d+Z$/, '+00:00'),
      id: randomBytes(4).toString('hex'),
    });
    const paths = rolePaths(opened.bot);
    const answers = talked.map((each) =>
      answersIn(each.traffic).flatMap((answer) => fieldsOfAnswer(answer, paths)),
    );
    const findings = findProblems(talked, answers, opened.bot);
    const answered = talked.some(({ arrivals }) =>
      arrivals.some(({ type }) => type === 'message' || type === 'action'),
    );
    const heard =
      answered || talked.some((each) => each.traffic.some(({ direction }) => direction === 'received'));
    if (options.json === true)
      io.out(
        `${JSON.stringify({ bot: port.id, answered, talked, fields: answers, ...findings }, null, 2)}\n`,
      );
    else sayCheck({ id: port.id, talked, answers, findings, file: opened.file, bot: opened.bot }, io);
    if (!heard) return 3;
    return findings.grave.length > 0 ? 1 : 0;
  } finally {
    await port.close();
  }
}

interface OpenedBot {
  readonly port: AgentPort;
  readonly secrets: readonly string[];
  readonly bot?: Bot;
  readonly file?: TextFile;
}

async function open(
  name: string,
  { allowExec }: BotCheckOptions,
  io: CommandIo,
  hear: (record: TraceRecord) => void,
): Promise<OpenedBot> {
  const trace = (_session: string, record: TraceRecord) => hear(record);
  if (/^[a-z][\w+.-]*:\/\//i.test(name)) {
    try {
      return { port: createHttpPort({ url: name, trace, answerLimitMs: 60_000 }), secrets: secretsIn(name) };
    } catch (error) {
      if (error instanceof BotAddressError)
        throw new UsageError(io.ui('bot-check.bad-address'), io.ui('run.bad-bot.hint'));
      throw error;
    }
  }
  const data = openData(io.workingFolder);
  const { openBotFile } = await import('./wiring/bot-file.ts');
  const { port, bot, secrets } = await openBotFile(name, { allowExec, trace: () => trace }, data, io);
  return { port, bot, secrets, file: data.library.file('bot', name) };
}
