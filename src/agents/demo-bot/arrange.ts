import type { Topic } from '../../model/topic.ts';
import { applyAgentAction } from '../../shop/agent-actions.ts';
import { truth } from '../../shop/truth.ts';
import { findOrder, type WorldOrder } from '../../shop/world.ts';
import { hasCue } from './cues.ts';
import type { Heard } from './listen.ts';
import { type Moment, part, type Reply } from './state.ts';
import { orderInQuestion } from './which-order.ts';
import { wishHeard } from './wishes.ts';

/** What was arranged, and the questions it answers at the same time. */
export interface Arranged {
  readonly reply: Reply;
  readonly covers: readonly Topic[];
}

const ARRANGED: readonly Topic[] = ['address-change', 'invoice', 'packaging', 'gift'];

/** Topics of requests that are no remedy: an address, an invoice, a wrapping. */
export function arrangementsIn(heard: Heard): readonly Topic[] {
  return heard.reading.acts.flatMap((act) =>
    (act.act === 'request-remedy' || act.act === 'state-need') &&
    act.topic !== undefined &&
    ARRANGED.includes(act.topic)
      ? [act.topic]
      : [],
  );
}

/** Wishes about an order that the desk can fulfil: an address, an invoice, a note, a wrapping. */
export function arrange(moment: Moment, heard: Heard): Arranged | undefined {
  const { state } = moment;
  const touched = heard.reading.acts.flatMap((act) => (act.topic === undefined ? [] : [act.topic]));
  const order = findOrder(state.world, orderInQuestion(moment) ?? '');
  const wanted =
    touched.includes('address-change') || (state.scratch.has('address-wanted') && order !== undefined);
  const recalls =
    wishHeard(moment, heard) === 'intercept' ||
    state.wish === 'intercept' ||
    state.scratch.has('redirect-offered');
  if ((wanted || state.asked.has('address')) && !(recalls && (order === undefined || isSent(order)))) {
    state.scratch.delete('address-wanted');
    const reply = changeAddress(moment, heard, order, wanted);
    return reply && { reply, covers: ['address-change'] };
  }
  if (arrangementsIn(heard).includes('invoice'))
    return { reply: invoice(moment, heard, order), covers: ['invoice'] };
  if (wantsNote(moment, heard, touched)) {
    const reply = note(moment, heard, order, touched);
    return reply && { reply, covers: ['packaging', 'gift', 'occasion'] };
  }
  return undefined;
}

/** Asks for the new address once, then takes what comes for it, unless it is plainly something else. */
function changeAddress(
  moment: Moment,
  heard: Heard,
  order: WorldOrder | undefined,
  asksNow: boolean,
): Reply | undefined {
  const { state } = moment;
  if (order === undefined) {
    if (state.asked.has('order-number')) return undefined;
    state.asked.add('order-number');
    state.scratch.set('order-asked', true);
    state.scratch.set('address-wanted', true);
    return { parts: [part('ask.order')], actions: [] };
  }
  if (!['unpaid', 'paid'].includes(order.state)) {
    state.asked.delete('address');
    if (state.scratch.has('redirect-offered')) return undefined;
    state.scratch.set('redirect-offered', true);
    return {
      parts: [part('arrange.address.late', { order: order.number })],
      actions: [{ name: 'contact', args: { about: `courier ${order.number}: redirect` } }],
    };
  }
  const text = addressIn(moment, heard, asksNow);
  if (text === undefined) {
    if (!asksNow) return undefined;
    const intent = state.asked.has('address') ? 'ask.address.again' : 'ask.address';
    state.asked.add('address');
    return { parts: [part(intent)], actions: [] };
  }
  const action = { name: 'change-address', args: { order: order.number, address: text.slice(0, 200) } };
  const result = applyAgentAction(state.world, action, moment.at);
  state.asked.delete('address');
  state.addressConfirmed.add(order.id);
  return result.ok
    ? {
        parts: [
          part('arrange.address', {
            address: withoutPhone(text),
            order: order.number,
            dispatch:
              truth(state.world, { topic: 'dispatch', order: order.id }, moment.at).slots.dispatch ?? '',
          }),
        ],
        actions: [action],
      }
    : { parts: [part('arrange.address.unreachable')], actions: [] };
}

function isSent(order: WorldOrder): boolean {
  return ['shipped', 'in-transit', 'stuck'].includes(order.state);
}

/** The address in a message: what the reader marks, what follows 改成 / to, or the whole answer to our question. */
function addressIn(moment: Moment, heard: Heard, asksNow: boolean): string | undefined {
  const { text } = heard.reading;
  const marked = heard.reading.acts.find((act) => act.act === 'give-detail' && act.detail === 'address');
  const words = marked === undefined ? text : text.slice(marked.span[0], marked.span[1]);
  const bare = strip(words, moment.setup.cues['address-lead'] ?? []);
  if (marked !== undefined) return bare;
  const looksLikeOne = /\d/.test(bare) && bare.length >= 6 && !/[?？]\s*$/.test(text);
  const led = bare !== words.trim();
  if (asksNow) return led && looksLikeOne ? bare : undefined;
  return looksLikeOne && !heard.gives.has('order-number') ? bare : undefined;
}

/** Read back without numbers to call: an address is checked, a phone number needs not be said aloud. */
function withoutPhone(text: string): string {
  return text.replace(/[,，、;；\s]*\+?\d[\d\s-]{8,}\d/gu, '').trim();
}

/** What is left behind the last lead-in: "please change it to 5 Mill Lane" → "5 Mill Lane". */
function strip(text: string, leads: readonly string[]): string {
  const lower = text.toLowerCase();
  const ends = leads.flatMap((lead) => {
    const at = lower.lastIndexOf(lead);
    return at < 0 ? [] : [at + lead.length];
  });
  const from = Math.max(0, ...ends);
  return text
    .slice(from)
    .replace(/^[\s:：,，是为]+|[\s。.!！]+$/gu, '')
    .trim();
}

function invoice(moment: Moment, heard: Heard, order: WorldOrder | undefined): Reply {
  const answer = truth(moment.state.world, { topic: 'invoice' }, moment.at);
  moment.state.answered.add('invoice');
  return {
    parts: [
      part('arrange.invoice', { ...answer.slots, text: answer.statement?.text ?? '' }, { topic: 'invoice' }),
    ],
    actions: noteOf(heard, order),
  };
}

function wantsNote({ setup }: Moment, heard: Heard, touched: readonly Topic[]): boolean {
  const text = heard.reading.text;
  if (hasCue(setup.cues, setup.locale, 'note', text)) return true;
  return touched.includes('packaging') && hasCue(setup.cues, setup.locale, 'wrap', text);
}

/** A wish for the packers: on the order that has not left, else kept for the one to come; what the shop wraps is said with it. */
function note(
  moment: Moment,
  heard: Heard,
  order: WorldOrder | undefined,
  touched: readonly Topic[],
): Reply | undefined {
  const { packaging } = moment.setup.shop.policies;
  const actions = noteOf(heard, order);
  if (actions.length === 0) return undefined;
  return {
    parts: [
      touched.includes('packaging')
        ? part('arrange.note.packaging', { text: packaging.text }, { topic: 'packaging' })
        : part('arrange.note'),
    ],
    actions,
  };
}

function noteOf(heard: Heard, order: WorldOrder | undefined): Reply['actions'] {
  if (order === undefined || !['unpaid', 'paid'].includes(order.state)) return [];
  return [{ name: 'note-order', args: { order: order.number, note: heard.reading.text.slice(0, 200) } }];
}
