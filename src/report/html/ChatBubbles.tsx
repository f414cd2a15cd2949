import type { Mark, Review, ReviewLine } from '../review/review.ts';
import { clockText, deedText, waitState, waitText } from '../review/words.ts';
import type { Say } from '../say.ts';
import { forPage } from './for-page.ts';

export interface ChatBubblesProps {
  readonly review: Pick<Review, 'id' | 'lines' | 'waits' | 'locale'>;
  readonly say: Say;
  /** What the agent's side is called: “you” in a practice, the bot's name in a run. */
  readonly agent: string;
}

/** A conversation as bubbles, with findings under the message that caused them. */
export function ChatBubbles({ review, say, agent }: ChatBubblesProps) {
  return (
    <ol className="chat">
      {review.lines.map((line) => (
        <li key={line.event} id={anchorOf(review.id, line.event)}>
          {line.kind === 'message' ? (
            <Bubble line={line} review={review} say={say} agent={agent} />
          ) : (
            <div className="deed">
              {clockText(line.t)} · {forPage(deedText(line, review, say))}
            </div>
          )}
          <Marks marks={line.marks} say={say} />
        </li>
      ))}
    </ol>
  );
}

/** A place on the page for each event, made of letters, digits and dashes alone. */
export function anchorOf(conversation: string, event: number): string {
  return `c-${conversation.replace(/[^A-Za-z0-9]+/g, '-')}-${event}`;
}

function Bubble({ line, review, say, agent }: ChatBubblesProps & { readonly line: ReviewLine }) {
  const who =
    line.side === 'buyer'
      ? say('report.said.buyer')
      : line.side === 'agent'
        ? agent
        : say('review.said.system');
  const wait = review.waits.find(({ reply }) => reply === line.event);
  const tone = wait === undefined ? '' : { good: 'soft', slow: 'warn', late: 'bad' }[waitState(wait)];
  return (
    <div className={`said ${line.side}`}>
      <div className="who">
        {clockText(line.t)} {forPage(who)}
        {wait === undefined ? null : <span className={tone}> · {waitText(wait, review, say)}</span>}
      </div>
      <p className="bubble">{forPage(line.text)}</p>
    </div>
  );
}

function Marks({ marks, say }: { readonly marks: readonly Mark[]; readonly say: Say }) {
  if (marks.length === 0) return null;
  return (
    <ul className="marks">
      {marks.map((mark) => (
        <li
          key={`${mark.rule} ${mark.message}`}
          className={
            [mark.strength ? 'strength' : '', mark.disputed ? 'disputed' : ''].join(' ').trim() || undefined
          }
        >
          <p>
            {mark.strength ? '+ ' : '! '}
            {forPage(mark.message)}
            {mark.points === 0 ? '' : ` (${mark.points > 0 ? '+' : '−'}${Math.abs(mark.points)})`}
          </p>
          {mark.better === undefined ? null : <p>{say('report.better', { text: forPage(mark.better) })}</p>}
          {mark.disputed === undefined ? null : (
            <p>{say('review.disputed', { reason: forPage(mark.disputed.reason) })}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
