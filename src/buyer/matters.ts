import type { Scenario, Want } from '../model/scenario.ts';
import type { BuyerCase } from './case.ts';
import type { Matter } from './state.ts';

/** What this persona brings to this case: the scenario's agenda in its order, and what the persona always tries. */
export function mattersOf(buyer: BuyerCase): readonly Matter[] {
  const wants: Want[] = [...(buyer.scenario.agenda ?? [])];
  if (buyer.scenario.agenda) {
    addBargaining(wants, buyer);
    addTemptations(wants, buyer);
  }
  return wants.map((want, id) => ({ id, want, status: 'todo', tries: 0 }));
}

/** A haggler bargains before every order, whether the case says so or not. */
function addBargaining(wants: Want[], buyer: BuyerCase): void {
  if (!buyer.persona.haggling || wants.some((want) => 'haggle' in want)) return;
  const at = wants.findIndex((want) => 'order' in want);
  if (at < 0) return;
  const order = wants[at]!;
  if ('order' in order) wants.splice(at, 0, { haggle: order.order, must: false });
}

function addTemptations(wants: Want[], buyer: BuyerCase): void {
  for (const tempt of buyer.persona.tempts) {
    if (wants.some((want) => 'tempt' in want && want.tempt === tempt)) continue;
    wants.push({ tempt, insists: 1, must: false });
  }
}

const names = new WeakMap<Want, string>();

/** The matter's name in transcripts: `ask:size`, `request:exchange|refund`. */
export function matterName(want: Want): string {
  let name = names.get(want);
  if (name === undefined) names.set(want, (name = nameOf(want)));
  return name;
}

function nameOf(want: Want): string {
  if ('ask' in want) return `ask:${want.ask}`;
  if ('need' in want) return `need:${want.need}`;
  if ('haggle' in want) return `haggle:${want.haggle}`;
  if ('order' in want) return `order:${want.order}`;
  if ('report' in want) return `report:${want.report}`;
  if ('request' in want) return `request:${want.request.join('|')}`;
  if ('arrange' in want) return `arrange:${want.arrange}`;
  if ('chat' in want) return `chat:${want.chat}`;
  if ('tempt' in want) return `tempt:${want.tempt}`;
  if ('threaten' in want) return `threaten:${want.threaten}`;
  if ('tell' in want) return `tell:${want.tell}`;
  if ('say' in want) return 'say';
  if ('expect' in want) return `expect:${want.expect.join('|')}`;
  if ('when' in want) return `when:${want.when}`;
  if ('wait' in want) return 'wait';
  return `leave:${want.leave}`;
}

export function isMust(want: Want): boolean {
  return 'must' in want ? want.must : true;
}

/** The matters that are open or still to come, in order. */
export function pending(matters: readonly Matter[]): readonly Matter[] {
  return matters.filter((matter) => matter.status === 'todo' || matter.status === 'open');
}

export function withMatter(
  matters: readonly Matter[],
  id: number,
  change: Partial<Pick<Matter, 'status' | 'tries' | 'result'>>,
): readonly Matter[] {
  const changed = matters.slice();
  for (let i = 0; i < changed.length; i += 1) {
    const matter = changed[i]!;
    if (matter.id !== id) continue;
    const { want } = matter;
    const status = change.status ?? matter.status;
    const tries = change.tries ?? matter.tries;
    const result = change.result ?? matter.result;
    changed[i] = result === undefined ? { id, want, status, tries } : { id, want, status, tries, result };
  }
  return changed;
}

const NO_EVENTS: Scenario['events'] = [];

/** World events that wait for a matter to be settled: `on: 2` is the second of the agenda. */
export function eventsOn(scenario: Scenario, position: number): Scenario['events'] {
  const { events } = scenario;
  return events.some((event) => event.on === position)
    ? events.filter((event) => event.on === position)
    : NO_EVENTS;
}
