import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Carrier } from '../duplex/talker.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { cutText } from '../house/text.ts';
import { endProcessGroup } from './end.ts';
import { createLineSplitter } from './lines.ts';

export interface ChildOptions {
  readonly command: readonly string[];
  readonly folder: string;
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  readonly restarts: number;
}

export interface ChildListener {
  line(text: string): void;
  /** What came is no line we can read. */
  problem(problem: ChannelProblem): void;
  /** The process is gone; the next message starts it again. */
  lost(problem: ChannelProblem): void;
  note(what: string, body?: string): void;
  sent(line: string): void;
}

type Process = ChildProcessByStdio<Writable, Readable, Readable>;

const STDERR_CHARS_MAX = 300;

/** A bot in a process of its own, which speaks in lines. It starts with the first message, in a process group of its own. */
export class Child implements Carrier {
  readonly #options: ChildOptions;
  readonly #listener: ChildListener;
  #process: Process | undefined;
  #starts = 0;
  #left = false;
  #lastWords = '';

  constructor(options: ChildOptions, listener: ChildListener) {
    this.#options = options;
    this.#listener = listener;
  }

  send(line: string): Promise<ChannelProblem | null> {
    if (this.#left) return Promise.resolve({ code: 'closed' });
    this.#process ??= this.#start();
    const child = this.#process;
    if (child === undefined)
      return Promise.resolve({
        code: 'internal',
        reason: `the process ended ${this.#starts} times and is not started again${this.#said()}`,
      });
    this.#listener.sent(line);
    return new Promise((resolve) => {
      // A process that reads no more is known by its end, which tells more than the broken pipe.
      child.stdin.write(`${line}\n`, () => resolve(null));
    });
  }

  leave(): void {
    this.#left = true;
    const child = this.#process;
    this.#process = undefined;
    if (child !== undefined) this.#ending = endProcessGroup(child);
  }

  #ending: Promise<void> | undefined;

  /** Resolves once the process group is gone. */
  async ended(): Promise<void> {
    await this.#ending;
  }

  #start(): Process | undefined {
    const { command, folder, env, restarts } = this.#options;
    if (this.#starts > restarts) return undefined;
    this.#starts += 1;
    const [program, ...args] = command;
    const child = spawn(program!, args, {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#listener.note(`start ${program}`);
    const split = createLineSplitter(ANSWER_LIMITS.bytesMax, {
      line: (text) => {
        this.#starts = 1;
        this.#listener.line(text);
      },
      problem: (problem) => this.#listener.problem(problem),
    });
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => split(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      this.#lastWords = cutText((this.#lastWords + text).slice(-STDERR_CHARS_MAX), STDERR_CHARS_MAX);
      this.#listener.note('stderr', text);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      this.#gone(child, {
        code: 'internal',
        reason: `${program} could not be started (${error.code ?? 'error'}); check command and folder of the bot file`,
      });
    });
    child.on('close', (code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      this.#listener.note(`end ${how}`);
      this.#gone(child, { code: 'internal', reason: `the process of the bot ended ${how}${this.#said()}` });
    });
    return child;
  }

  #gone(child: Process, problem: ChannelProblem): void {
    if (this.#process !== child) return;
    this.#process = undefined;
    this.#listener.lost(this.#left ? { code: 'closed' } : problem);
  }

  /** The last line on stderr: usually the reason. */
  #said(): string {
    const line = this.#lastWords
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .at(-1);
    return line === undefined ? '' : `; its last words on stderr: ${line}`;
  }
}
