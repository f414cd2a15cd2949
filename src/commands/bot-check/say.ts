import type { TextFile } from '../../load/document.ts';
import type { Bot } from '../../model/bot.ts';
import type { Arrival } from '../../model/ports.ts';
import { forTerminal, forTerminalLines } from '../../report/inert.ts';
import type { CommandIo } from '../io.ts';
import type { Field } from './fields.ts';
import type { BotFinding, findProblems } from './findings.ts';
import { placeOfField } from './place.ts';
import { suggestFile } from './suggest.ts';
import type { Talked } from './talk.ts';

export interface CheckFacts {
  readonly id: string;
  readonly talked: readonly Talked[];
  readonly answers: readonly (readonly Field[])[];
  readonly findings: ReturnType<typeof findProblems>;
  readonly file: TextFile | undefined;
  readonly bot: Bot | undefined;
}

const FIELDS_MAX = 24;

/** The check in words: each message with what was sent, what came, what each field was taken as; then what looks wrong. */
export function sayCheck({ id, talked, answers, findings, file, bot }: CheckFacts, io: CommandIo): void {
  const { ui } = io;
  const say = (text: string) => io.out(`${forTerminalLines(text)}\n`);
  say(ui('bot-check.head', { id: forTerminal(id), protocol: bot?.protocol ?? 'house' }));
  talked.forEach((each, at) => {
    say('');
    say(ui('bot-check.said', { n: at + 1, text: forTerminal(each.said) }));
    for (const { direction, what, body } of each.traffic) {
      if (direction === 'sent' || direction === 'received')
        say(
          direction === 'sent'
            ? ui('bot-check.sent', { what: short(what, 90), chars: body?.length ?? 0 })
            : ui('bot-check.came', { what: short(what, 90), chars: body?.length ?? 0 }),
        );
    }
    const fields = answers[at] ?? [];
    for (const field of fields.slice(0, FIELDS_MAX)) say(sayField(field, io));
    if (fields.length > FIELDS_MAX) say(ui('bot-check.more-fields', { count: fields.length - FIELDS_MAX }));
    for (const arrival of each.arrivals) say(sayArrival(arrival, io));
    if (each.arrivals.length === 0) say(ui('bot-check.nothing'));
    say(ui('bot-check.took', { ms: each.tookMs }));
  });
  say('');
  const { grave, worthALook } = findings;
  if (grave.length === 0 && worthALook.length === 0)
    say(ui('bot-check.good', { id: forTerminal(file?.file ?? id) }));
  if (grave.length > 0) say(ui('bot-check.wrong'));
  for (const finding of grave) for (const line of sayFinding(finding, file, io)) say(line);
  if (worthALook.length > 0) say(ui('bot-check.look'));
  for (const finding of worthALook) for (const line of sayFinding(finding, file, io)) say(line);
  const wanting = grave.find((finding) => finding.what === 'no-text');
  if (file === undefined && wanting?.what === 'no-text' && wanting.path !== undefined) {
    say(ui('bot-check.suggest'));
    say(suggestFile(wanting.path));
  }
}

function sayField({ path, value, count, role }: Field, { ui }: CommandIo): string {
  const slots = {
    path: short(path, 60),
    value: short(value === null ? 'null' : JSON.stringify(value), 50),
    times: count === 1 ? '' : ` ×${count}`,
  };
  switch (role) {
    case 'text':
      return ui('bot-check.field.text', slots);
    case 'delay':
      return ui('bot-check.field.delay', slots);
    case 'choice':
      return ui('bot-check.field.choice', slots);
    case 'action':
      return ui('bot-check.field.action', slots);
    case 'captured':
      return ui('bot-check.field.captured', slots);
    case 'id':
    case 'session':
    case 'join':
    case 'until':
      return ui('bot-check.field.order', slots);
    case 'error':
      return ui('bot-check.field.error', slots);
    case 'ignored':
      return ui('bot-check.field.ignored', slots);
  }
}

function sayArrival(arrival: Arrival, { ui }: CommandIo): string {
  switch (arrival.type) {
    case 'message':
      return ui('bot-check.took-text', { text: short(arrival.text, 160) });
    case 'action':
      return ui('bot-check.took-action', {
        name: short(arrival.action.name, 40),
        args: short(JSON.stringify(arrival.action.args), 100),
      });
    case 'typing':
      return ui('bot-check.took-typing');
    case 'error':
      return ui('bot-check.took-error', { code: arrival.code });
  }
}

function sayFinding(finding: BotFinding, file: TextFile | undefined, io: CommandIo): string[] {
  const line = `  - ${sentence(finding, io)}`;
  if (file === undefined || finding.field === undefined) return [line];
  const { place, there } = placeOfField(file, finding.field);
  return [
    line,
    there
      ? io.ui('bot-check.change', { place, field: finding.field })
      : io.ui('bot-check.add', { place, field: finding.field }),
  ];
}

function sentence(finding: BotFinding, { ui }: CommandIo): string {
  switch (finding.what) {
    case 'error':
      return forTerminal(finding.message);
    case 'no-text':
      return finding.path === undefined
        ? ui('bot-check.finding.no-text')
        : ui('bot-check.finding.text-there', { path: forTerminal(finding.path) });
    case 'silent':
      return ui('bot-check.finding.silent');
    case 'same-thrice':
      return finding.field === undefined
        ? ui('bot-check.finding.same-though-sent', { text: short(finding.text, 60) })
        : ui('bot-check.finding.same', { text: short(finding.text, 60) });
    case 'echo':
      return ui('bot-check.finding.echo');
    case 'json-text':
      return ui('bot-check.finding.json');
    case 'markup':
      return ui('bot-check.finding.markup', { text: short(finding.text, 60) });
    case 'slow':
      return ui('bot-check.finding.slow', { seconds: Math.round(finding.tookMs / 100) / 10 });
    case 'session':
      return ui('bot-check.finding.session', { path: forTerminal(finding.path), name: finding.name });
  }
}

function short(text: string, charsMax: number): string {
  const plain = forTerminal(text);
  return plain.length > charsMax ? `${plain.slice(0, charsMax - 1)}…` : plain;
}
