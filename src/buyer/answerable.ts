import { detailsAsked } from '../dialogue/ledger.ts';
import type { Detail } from '../model/reading.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import type { Line } from './compose.ts';
import { giveDetail, knowsDetail } from './details.ts';
import type { BuyerState } from './state.ts';

/** At most this many details are given in one breath. */
const DETAILS_MAX = 3;

/** The details the agent asked for, as lines; an unclear question back is answered with whatever was not told yet. */
export function answerable(state: BuyerState, buyer: BuyerCase): readonly Line[] {
  const { heard } = state;
  const asked = allAsked(heard);
  const raised = state.matters.some((matter) => matter.status === 'open' && !('haggle' in matter.want));
  const vague =
    raised &&
    asked.length === 0 &&
    heard.some((one) =>
      one.reading.acts.some((act) => act.act === 'ask-need' || act.act === 'ask-evidence'),
    ) &&
    heard.every((one) => one.notes.answered.length === 0);
  if (!vague && asked.length === 0) return NO_LINES;
  const lines = (vague ? untold(state, buyer) : asked).map((detail) => giveDetail(buyer, detail));
  // Asked what it meant, it says its matter again in other words.
  if (vague && lines.length === 0) return [];
  // Not knowing is said once; asked for it again, the buyer comes back to its own matter instead.
  const unknown = state.once.includes('unknown')
    ? -1
    : lines.findIndex((line) => line.intent === 'give.unknown');
  return lines.filter((line, i) => line.intent !== 'give.unknown' || i === unknown);
}

/** Remembers that the buyer has said it does not know. */
export function withUnknown(state: BuyerState, lines: readonly Line[]): BuyerState {
  return lines.some((line) => line.intent === 'give.unknown')
    ? change(state, { once: [...state.once, 'unknown'] })
    : state;
}

const NO_LINES: readonly Line[] = [];

/** Every detail asked for, once, in the order of asking. */
function allAsked(heard: BuyerState['heard']): readonly Detail[] {
  const all: Detail[] = [];
  for (const { reading } of heard)
    for (const detail of detailsAsked(reading))
      if (all.length < DETAILS_MAX && !all.includes(detail)) all.push(detail);
  return all;
}

function untold(state: BuyerState, buyer: BuyerCase): readonly Detail[] {
  const order: readonly Detail[] =
    buyer.scenario.stage === 'pre-sale'
      ? ['occasion', 'body', 'size', 'colour', 'budget', 'region']
      : ['order-number', 'problem', 'photo'];
  const next = order.find((detail) => state.ledger.given[detail] === undefined && knowsDetail(buyer, detail));
  return next === undefined ? [] : [next];
}
