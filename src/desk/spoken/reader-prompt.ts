import type { ReaderPrompt } from '../../ui/reader.tsx';
import type { DeskFacts } from '../facts.ts';
import { openOne } from '../steps.ts';
import type { DeskState } from '../view-state.ts';
import { linePrompt } from './line-mode.ts';
import { whoOf } from './spoken-chat.ts';

/** What is being written, and for whom; `null` while a question stands that a key answers. */
export function readerPrompt(state: DeskState, facts: DeskFacts): ReaderPrompt | null {
  const { say } = facts;
  const { overlay, focus, panel } = state;
  if (overlay?.type === 'phrases')
    return { label: say('desk.phrases'), text: overlay.query.text, cursor: overlay.query.cursor };
  if (overlay?.type === 'dispute')
    return { label: say('desk.dispute.reason'), text: overlay.reason.text, cursor: overlay.reason.cursor };
  if (overlay !== null) return null;
  if (focus === 'panel')
    return { label: say('desk.search'), text: panel.query.text, cursor: panel.query.cursor };
  const editor = openOne(state)?.draft.editor;
  const label = linePrompt(state, facts, (chat) => {
    const { number, account } = whoOf(state, chat);
    return `${number} ${account}`;
  }).trimEnd();
  return { label, text: editor?.text ?? '', cursor: editor?.cursor ?? 0 };
}
