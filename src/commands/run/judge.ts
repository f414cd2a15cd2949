import { holdAgainstKnown } from '../../farm/known.ts';
import type { Known } from '../../model/known.ts';
import type { ReportConversation } from '../../model/report.ts';
import type { Suite } from '../../model/suite.ts';
import type { CommandIo } from '../io.ts';

export type Judge = (conversation: ReportConversation) => ReportConversation;

/** Says of a verdict whether it was to be expected: by the suite's list, or by the accepted state. */
export function createJudge(
  expectations: Suite['expectFailures'],
  known: Known | undefined,
  io: CommandIo,
): Judge {
  const expected = expectations.map(({ cases, reason }) => ({ matches: caseMatcher(cases), reason }));
  return (conversation) => {
    const because = expected.find(({ matches }) => matches(conversation.id))?.reason;
    if (because !== undefined && conversation.verdict !== 'unknown') {
      const state = conversation.verdict === 'fail' ? 'expected-failure' : 'unexpected-pass';
      return { ...conversation, state, because };
    }
    if (known === undefined) return conversation;
    const { newSevere, accepted } = holdAgainstKnown(known, conversation);
    if (accepted) return { ...conversation, state: 'known', because: io.ui('run.known.because') };
    if (newSevere.length === 0) return conversation;
    const reason = io.ui('run.known.new', { rules: newSevere.join(', ') });
    // A grave finding turns the run red even where the conversation passes with it.
    return { ...conversation, verdict: 'fail', reasons: [reason, ...conversation.reasons] };
  };
}

/** Whether a case's id is meant: `*` stands for any part, and parts at the end may be left out. */
export function caseMatcher(pattern: string): (id: string) => boolean {
  const parts = pattern.split('/');
  return (id) => {
    const ofId = id.split('/');
    return parts.length <= ofId.length && parts.every((part, index) => part === '*' || part === ofId[index]);
  };
}
