import type { PeopleFile } from '../../model/people.ts';
import type { Measure } from '../../model/scorecard.ts';
import type { Conversation } from '../conversation.ts';
import { type LogTurn, readSatisfaction } from './satisfaction.ts';
import { readPoliteness } from './text-politeness.ts';

/**
 * What a rater would have said of a real log: the mean probability that the buyer was dissatisfied at a turn, and how polite the
 * agent's messages read (0 to 4). Only for people's logs, in a language that was held against raters; a simulated buyer's mood is
 * known and needs no reading. Shown, never scored.
 */
export function peopleMeasures(conversation: Conversation, files: readonly PeopleFile[]): Measure[] {
  const { buyerMessages, agentMessages, locale } = conversation;
  const isSimulated = ({ via }: { readonly via: string | null }) => via === 'simulated' || via === 'recorded';
  if (buyerMessages.length === 0 || buyerMessages.some(isSimulated)) return [];
  return files.flatMap((file): Measure[] => {
    if (file.locale !== locale || Object.keys(file.weights).length === 0) return [];
    if (file.id === 'satisfaction') {
      const turns = readSatisfaction(turnsOf(conversation), file);
      return [
        { id: 'dissatisfaction-read', unit: 'share', value: mean(turns.map((turn) => turn.dissatisfied)) },
      ];
    }
    if (file.id === 'politeness' && agentMessages.length > 0)
      return [
        {
          id: 'politeness-read',
          unit: 'points',
          value: mean(agentMessages.map(({ text }) => readPoliteness(text, file))),
        },
      ];
    return [];
  });
}

/** Each buyer message with everything that the agent wrote before the next. */
function turnsOf({ moments }: Conversation): LogTurn[] {
  const turns: { buyer: string; agent: string }[] = [];
  for (const { kind, by, text } of moments) {
    if (kind !== 'message') continue;
    if (by === 'buyer') turns.push({ buyer: text, agent: '' });
    else if (by === 'agent' && turns.length > 0) {
      const turn = turns.at(-1)!;
      turn.agent = turn.agent === '' ? text : `${turn.agent} ${text}`;
    }
  }
  return turns;
}

/** To three places: more would say what is not known. */
const mean = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000;
