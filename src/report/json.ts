import { type Report, ReportSchema } from '../model/report.ts';
import type { ReportView } from './build.ts';

/** `peilian-report/1` as text. Throws where the report does not meet its own schema: that is a bug of ours. */
export function writeJson(report: Report): string {
  return [...jsonChunks(report)].join('');
}

const ConversationSchema = ReportSchema.shape.conversations.element;

/** The same a conversation at a time, for reports that are too large to hold. */
export function* jsonChunks({ conversations, overview: _, ...head }: ReportView): Generator<string> {
  const whole = JSON.stringify(ReportSchema.parse({ ...head, conversations: [] }), null, 2);
  const at = whole.lastIndexOf('"conversations": []');
  yield whole.slice(0, at);
  let first = true;
  for (const conversation of conversations) {
    const text = JSON.stringify(ConversationSchema.parse(conversation), null, 2).replace(/^/gm, '    ');
    yield `${first ? '"conversations": [' : ','}\n${text}`;
    first = false;
  }
  yield first ? '"conversations": []' : '\n  ]';
  yield `${whole.slice(at + '"conversations": []'.length)}\n`;
}
