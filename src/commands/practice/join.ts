import { createInterface } from 'node:readline';
import { createLineSplitter } from '../../desk/two-person/line-splitter.ts';
import {
  encode,
  type FromDesk,
  FromDeskSchema,
  type Guide,
  LINE_CHARS_MAX,
  PROTOCOL_VERSION,
  parse,
} from '../../desk/two-person/protocol.ts';
import { dial } from '../../desk/two-person/socket.ts';
import { forTerminal, forTerminalLines } from '../../report/inert.ts';
import { clockText } from '../../report/review/words.ts';
import { actionName } from '../../scoring/wording/names.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { parseBuyerLine } from './join-line.ts';

/** The buyer's terminal of a practice for two: the card first, then the chat, until it is over or the desk is gone. */
export async function joinAsBuyer(path: string, io: CommandIo): Promise<ExitCode> {
  const { ui } = io;
  const link = await dial(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      ui('pair.no-desk', { path, reason: error.code ?? error.message }),
      ui('pair.no-desk.hint'),
    );
  });
  let guide: Guide | null = null;
  let order: string | undefined;
  let over: ExitCode | null = null;
  let leaving = false;
  const lines = createInterface({ input: io.input, terminal: false });
  const out = (text: string) => io.out(`${text}\n`);

  const hear = (message: FromDesk) => {
    switch (message.type) {
      case 'welcome':
        guide = message.guide;
        for (const text of cardLines(message.guide, io)) out(forTerminalLines(text));
        return;
      case 'refused':
        io.err(`${ui(`pair.refused.${message.why}`)}\n`);
        over = 2;
        return;
      case 'message': {
        const who = ui(
          message.from === 'buyer'
            ? 'pair.you'
            : message.from === 'agent'
              ? 'report.said.agent'
              : 'review.said.system',
        );
        out(`${clockText(message.t)} ${who} ${forTerminal(message.text)}`);
        return;
      }
      case 'deed':
        if (typeof message.changed?.order === 'string') order = message.changed.order;
        out(`${clockText(message.t)} · ${forTerminal(deedText(message, guide, io))}`);
        return;
      case 'world':
        if (typeof message.args.order === 'string') order = message.args.order;
        out(`${clockText(message.t)} · ${forTerminal(ui(`review.world.${message.name}`))}`);
        return;
      case 'end':
        out(`${clockText(message.t)} · ${ui('practice.ended', { ending: ui(`ending.${message.ending}`) })}`);
        over = 0;
        return;
      case 'bad':
        io.err(`${forTerminal(ui('pair.bad', { why: message.why }))}\n`);
        return;
      case 'typing':
        return;
    }
  };

  return new Promise<ExitCode>((resolve) => {
    const finish = () => {
      lines.close();
      link.close();
      if (over === null) io.err(`${ui('pair.desk-gone')}\n`);
      resolve(over ?? 1);
    };
    link.onText = createLineSplitter(
      LINE_CHARS_MAX,
      (line) => {
        const read = parse(FromDeskSchema, line);
        if (read.ok) hear(read.value);
        if (over !== null || leaving) link.close();
      },
      () => link.close(),
    );
    link.onClose = finish;
    lines.on('line', (line) => {
      if (guide === null) return;
      const meant = parseBuyerLine(line, guide, order);
      if (meant.type === 'send') link.send(encode(meant.message));
      else if (meant.type === 'help') out(helpText(guide, io));
      else if (meant.type === 'needs') io.err(`${ui(`pair.needs.${meant.command.slice(1)}`)}\n`);
      else if (meant.type === 'unknown')
        io.err(
          `${forTerminal(ui('desk.unknown', { command: meant.command }))} ${meant.near === undefined ? '' : forTerminal(ui('usage.did-you-mean', { name: meant.near }))}\n`,
        );
    });
    // The end of the input is going away, once the desk has answered; it keeps the seat for a minute.
    lines.on('close', () => {
      leaving = true;
      if (guide !== null) link.close();
    });
    link.send(encode({ type: 'join', version: PROTOCOL_VERSION }));
  });
}

function cardLines(guide: Guide, io: CommandIo): readonly string[] {
  const { ui } = io;
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  return [
    ui('pair.card', { persona: guide.persona, shop: guide.shop }),
    `  ${guide.about}`,
    ...block(
      ui('pair.card.wants'),
      guide.wants.map((want, index) => `${index + 1}. ${want}`),
    ),
    ...block(ui('pair.card.knows'), guide.knows),
    ...block(ui('pair.card.manner'), guide.manner),
    '',
    helpText(guide, io),
    '',
  ];
}

function helpText(guide: Guide, { ui }: CommandIo): string {
  const deeds = guide.deeds.map(({ command }) => ui(`pair.help.${command}`));
  return [ui('pair.help.say'), ...deeds, ui('pair.help.ends')].map((line) => `  ${line}`).join('\n');
}

function deedText(
  message: Extract<FromDesk, { type: 'deed' }>,
  guide: Guide | null,
  { ui }: CommandIo,
): string {
  const details = Object.values(message.args).join(' ');
  if (!message.ok) return ui('pair.not-done', { why: message.why ?? '' });
  return message.by === 'agent'
    ? ui('pair.agent-did', { action: actionName(message.name, guide?.locale ?? 'en'), details })
    : ui('pair.you-did', { action: ui(`review.deed.${message.name}`), details });
}
