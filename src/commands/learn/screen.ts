import { cardsFrame } from '../../desk/cards/cards-frame.ts';
import {
  type CardsEffect,
  type CardsInput,
  initialCards,
  updateCards,
} from '../../desk/cards/cards-state.ts';
import { runScreen } from '../../desk/run-screen.ts';
import { listenForInterrupt } from '../../system/interrupt.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { openDeskTerminal } from '../practice/desk-terminal.ts';
import type { Learning } from './learning.ts';
import { tellOutlook } from './line.ts';

/** The cards on a whole screen, sitting after sitting, until the person has enough. */
export async function learnOnScreen(learning: Learning, io: CommandIo): Promise<ExitCode> {
  const cards = learning.sitting();
  const terminal = await openDeskTerminal(io);
  const interrupt = listenForInterrupt();
  const graded = new Set<string>();
  let code: ExitCode;
  try {
    code = await runScreen<ReturnType<typeof initialCards>, CardsInput, CardsEffect, ExitCode>({
      terminal,
      initial: initialCards(io.ui('learn.title', { shop: learning.shop.name }), cards, terminal.size()),
      update: (state, input) => updateCards(state, input, io.ui),
      frame: (state) => cardsFrame(state, io.ui),
      onStop: (then) => interrupt.onStop(then),
      stopped: 130,
      perform(effect, take, end) {
        switch (effect.do) {
          case 'grade':
            graded.add(effect.card);
            return take({
              type: 'graded',
              card: effect.card,
              due: learning.grade(effect.card, effect.grade),
            });
          case 'look-ahead':
            return take({ type: 'outlook', outlook: learning.outlook() });
          case 'another':
            return take({ type: 'sitting', cards: learning.sitting() });
          case 'leave':
            return end(0);
        }
      },
    });
  } finally {
    terminal.close();
    interrupt.release();
  }
  tellOutlook(graded.size, learning, io);
  return code;
}
