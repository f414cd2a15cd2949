import { Box, render, Text } from 'ink';
import { openKeyboard } from './keyboard.ts';
import type { Key } from './keys.ts';
import { type DrawnPrompt, NO_PROMPT, promptRows, writeReader } from './reader-sink.ts';
import { shown } from './shown.ts';
import type { Size } from './terminal.ts';

/** The line that is being written. */
export interface ReaderPrompt {
  readonly label: string;
  readonly text: string;
  /** Offset in `text`, in UTF-16 units. */
  readonly cursor: number;
}

export interface ReaderOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly onKey: (key: Key) => void;
  readonly onResize: (size: Size) => void;
}

/** A terminal that is read aloud: nothing is ever drawn over, everything that happens is a line below the last one. */
export interface Reader {
  size(): Size;
  /** Lines to be heard in this order, above what is being written. */
  say(lines: readonly string[]): void;
  /** `null`: nothing is written here just now. */
  prompt(prompt: ReaderPrompt | null): void;
  bell(): void;
  close(): void;
}

const OPEN = '\x1b[?2004h';
const CLOSE = '\x1b[?2004l';

/**
 * Opens it in Ink's screen-reader mode. Ink lays the tree out as lines of text; they are written here, because Ink would erase and
 * write anew all of them at every key. Roles of its own are not used: Ink speaks them in English whatever the interface speaks.
 */
export function openReader({ input, output, onKey, onResize }: ReaderOptions): Reader {
  let open = true;
  let drawn: DrawnPrompt = NO_PROMPT;
  let said: readonly string[] = [];
  let prompt: ReaderPrompt | null = null;
  let scheduled = false;
  const size = (): Size => ({ columns: output.columns || 80, rows: output.rows || 24 });

  const frame = { text: '' };
  const frames = new Proxy(output, {
    get(target, property) {
      if (property === 'write')
        return (chunk: unknown) => {
          frame.text = String(chunk);
          return true;
        };
      if (property === 'isTTY') return false;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const ink = render(<ReaderScreen said={[]} prompt={null} />, {
    stdout: frames,
    stdin: input,
    debug: true,
    isScreenReaderEnabled: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const draw = () => {
    scheduled = false;
    if (!open) return;
    frame.text = '';
    ink.rerender(<ReaderScreen said={said} prompt={prompt} />);
    const lines = frame.text.split('\n');
    // The prompt is the last line; a tree without one ends with what was said.
    const line = prompt === null ? '' : (lines.pop() ?? '');
    const told = said.length === 0 ? [] : lines;
    const head =
      prompt === null ? 0 : labelOf(prompt).length + shownText(prompt.text.slice(0, prompt.cursor)).length;
    const next = promptRows(line, head, size().columns);
    const change = writeReader(drawn, told, next);
    said = [];
    drawn = next;
    if (change !== '') output.write(change);
  };
  const schedule = () => {
    if (scheduled || !open) return;
    scheduled = true;
    setImmediate(draw);
  };

  const resized = () => {
    // Terminals wrap anew what is on them: where the prompt began is not known any more.
    output.write('\r\n');
    drawn = NO_PROMPT;
    onResize(size());
    schedule();
  };
  output.write(OPEN);
  output.on('resize', resized);
  const keyboard = openKeyboard(input, onKey);
  return {
    size,
    say(lines) {
      if (lines.length === 0) return;
      said = [...said, ...lines];
      schedule();
    },
    prompt(next) {
      prompt = next;
      schedule();
    },
    bell: () => void output.write('\x07'),
    close() {
      if (!open) return;
      prompt = null;
      draw();
      open = false;
      output.off('resize', resized);
      keyboard.close();
      ink.unmount();
      output.write(CLOSE);
    },
  };
}

interface ReaderScreenProps {
  readonly said: readonly string[];
  readonly prompt: ReaderPrompt | null;
}

/** One line for everything that is to be heard, then the line that is written, named by whom it is for. */
export function ReaderScreen({ said, prompt }: ReaderScreenProps) {
  return (
    <Box flexDirection="column">
      {said.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line that was said has no other name
        <Text key={at}>{text === '' ? ' ' : text}</Text>
      ))}
      {prompt === null ? null : (
        <Text aria-label={`${labelOf(prompt)}${shownText(prompt.text)}`}>
          <Text aria-hidden>› </Text>
          {shownText(prompt.text)}
        </Text>
      )}
    </Box>
  );
}

const labelOf = ({ label }: ReaderPrompt): string => `${label} `;

const shownText = (text: string): string => shown(text).replaceAll('\n', '⏎');
