import type { CardGrade } from '../../desk/cards/cards-state.ts';
import { outlookRows } from '../../desk/cards/outlook.ts';
import { forTerminal, forTerminalLines } from '../../report/inert.ts';
import type { CommandIo } from '../io.ts';
import { openAsker } from '../new/asker.ts';
import type { Learning } from './learning.ts';

/** One card after the other; `q` or the end of the input leaves the rest for another day. */
export async function learnInLines(learning: Learning, io: CommandIo): Promise<void> {
  const cards = learning.sitting();
  const asker = openAsker(io);
  let done = 0;
  try {
    for (const [index, card] of cards.entries()) {
      const mark = card.times > 0 ? ` · ${io.ui('learn.from-finding', { times: card.times })}` : '';
      io.out(`\n${index + 1}/${cards.length}${mark}\n${forTerminalLines(card.question)}\n`);
      const shown = await asker.line(io.ui('learn.show'));
      if (shown === null || shown === 'q') break;
      io.out(`\n${forTerminalLines(card.answer)}\n`);
      if (card.why !== '') io.out(`${io.ui('learn.why')} ${forTerminal(card.why)}\n`);
      io.out(`${io.ui('learn.source')} ${forTerminal(card.source)}\n`);
      const grade = await gradeFrom(() => asker.line(io.ui('learn.grade')), io);
      if (grade === null) break;
      done += 1;
      io.out(`${io.ui('learn.again-on', { day: learning.grade(card.id, grade) })}\n`);
    }
  } finally {
    asker.close();
  }
  tellOutlook(done, learning, io);
}

/** What was done, and what comes next. */
export function tellOutlook(done: number, learning: Learning, io: CommandIo): void {
  const outlook = learning.outlook();
  io.out(`\n${io.ui('learn.done', { done, all: outlook.all, known: outlook.known })}\n`);
  io.out(`${io.ui('learn.due.title')}\n`);
  for (const row of outlookRows(outlook, io.ui)) io.out(`  ${row}\n`);
}

const TRIES_MAX = 5;

async function gradeFrom(next: () => Promise<string | null>, io: CommandIo): Promise<CardGrade | null> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await next();
    if (answer === null || answer === 'q') return null;
    if (/^[0-5]$/.test(answer)) return Number(answer) as CardGrade;
    io.err(`${io.ui('learn.bad-grade')}\n`);
  }
  return null;
}
