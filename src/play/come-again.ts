import type { Transcript } from '../model/event.ts';
import type { Scenario } from '../model/scenario.ts';
import { caseId } from './case-id.ts';
import type { CaseInputs } from './inputs.ts';

/** Endings in which the buyer went of its own accord, unserved. */
const WENT: ReadonlySet<string> = new Set(['left', 'drifted']);

/** Who left may come back once with what is still open; not a second time. */
export const AGAIN = '-again';

/**
 * The case of a buyer who was left waiting, gave up, and comes back: the same wishes, the earlier chat in front of the agent, and
 * the mood of somebody who has to begin once more. `null` where nobody comes back to this: anything was settled or done, the
 * case goes by a script, or it is a return already.
 */
export function comeAgain({ header, events }: Transcript, inputs: CaseInputs): CaseInputs | null {
  const { scenario, key } = inputs;
  const last = events.at(-1);
  if (last?.type !== 'ending' || last.by !== 'buyer' || !WENT.has(last.ending)) return null;
  if (scenario.agenda === undefined || scenario.id.endsWith(AGAIN)) return null;
  if (events.some((event) => event.type === 'action')) return null;
  if (served(events)) return null;
  const said = events.flatMap((event) =>
    event.type === 'message' ? [{ from: event.from, text: event.text }] : [],
  );
  if (said.at(-1)?.from !== 'buyer') return null;
  const { locale } = key;
  const again: Scenario = {
    ...scenario,
    id: `${scenario.id}${AGAIN}`,
    follows: scenario.id,
    cast: {
      ...scenario.cast,
      [locale]: {
        ...scenario.cast[locale],
        ...(header.customer === undefined ? {} : { customer: header.customer }),
      },
    },
    priorLog: {
      'zh-CN': [],
      en: [],
      ...scenario.priorLog,
      [locale]: [...(scenario.priorLog?.[locale] ?? []), ...said],
    },
  };
  return { ...inputs, scenario: again, key: { ...key, scenario: again.id } };
}

/** Whether anything was settled or argued out; what the buyer gives up only for want of time it still wants. */
function served(events: Transcript['events']): boolean {
  const first = events.find((event) => event.type === 'buyer-state');
  const ending = events.at(-1);
  if (first === undefined || ending?.type !== 'ending') return false;
  const [, open = '', givenUp = ''] =
    /^(?:still open: ([^;]*))?(?:; )?(?:given up: (.*))?$/.exec(ending.reason) ?? [];
  const wanted = new Set([
    ...open.split(', '),
    ...givenUp.split(', ').flatMap((one) => (one.endsWith(' no-time') ? [one.replace(/ no-time$/, '')] : [])),
  ]);
  return first.open.some((name) => !wanted.has(name));
}

/** The id of the conversation in which the buyer of `id` comes back. */
export const againId = ({ key }: CaseInputs): string => caseId(key);
