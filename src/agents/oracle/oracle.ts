import type { AgentPort, Arrival, Inbound } from '../../model/ports.ts';
import { PROTOCOL, type ProtocolRequest } from '../../model/protocol.ts';
import { createPhrasebook } from '../../phrasing/phrasebook.ts';
import { hashText } from '../../random/hash.ts';
import { createDraws } from '../../random/stream.ts';
import { findOrder } from '../../shop/world.ts';
import { createAuditPort } from '../audit-port.ts';
import { type AuditSetup, worldAt } from '../audit-setup.ts';
import type { Cues } from '../demo-bot/cues.ts';
import { type Heard, recall, remember, understand } from '../demo-bot/listen.ts';
import { seeToEvent } from '../demo-bot/orders.ts';
import { planReply } from '../demo-bot/plan.ts';
import { speak } from '../demo-bot/speak.ts';
import {
  type DemoSetup,
  type DemoState,
  type Moment,
  openState,
  part,
  type Reply,
} from '../demo-bot/state.ts';
import { readSaid } from './ear.ts';

/**
 * The agent that knows: it is told what the buyer meant and answers from the truth, in words of its own. A scenario that it
 * cannot pass is wrong, not hard. It plans as the demo bot does, but hears no words, so a bad reader cannot mislead it.
 */
export function createOracle(setup: AuditSetup): AgentPort {
  return createAuditPort('oracle', ({ sessionId, locale }) => {
    const words = createPhrasebook({}, { ...setup.pack.demo, ...setup.pack.oracle });
    const demo: DemoSetup = {
      shop: setup.shop,
      market: setup.market,
      locale,
      reader: setup.reader,
      words,
      faultWords: words,
      cues: withoutWishes(setup.pack.hears),
    };
    let state: DemoState | undefined;
    return (inbound) => {
      if (inbound.type === 'end') return [];
      const request = requestOf(inbound, sessionId, locale);
      if (state === undefined) {
        state = { ...openState(demo, request), world: worldAt(setup, inbound) };
        recall(demo, state, request);
      }
      state.turn += 1;
      state.orders = inbound.context.orders ?? [];
      const draws = createDraws(hashText(`oracle/${inbound.context.account}/${state.turn}`));
      const moment: Moment = { setup: demo, state, request, draws, at: inbound.at };
      if (inbound.type === 'start') return [];
      // A burst carries its acts on the last message; until then there is nothing to answer, but the first is greeted.
      if (inbound.type === 'message' && inbound.said.length === 0)
        return state.greeted ? [] : utter(moment, withGreeting(moment, NOTHING));
      const reply =
        inbound.type === 'event' ? seeToEvent(moment) : planReply(moment, hear(moment, inbound, setup));
      if (inbound.type === 'event' && reply.parts.length === 0) return utter(moment, reply);
      return utter(moment, withGreeting(moment, reply));
    };
  });
}

/** The oracle is told which remedy is meant; of words it needs only those by which a wish is chosen, insisted on or noted. */
function withoutWishes(cues: Cues): Cues {
  return Object.fromEntries(Object.entries(cues).filter(([name]) => !name.startsWith('wish.')));
}

const NOTHING: Reply = { parts: [], actions: [] };

function hear(moment: Moment, inbound: Extract<Inbound, { type: 'message' }>, setup: AuditSetup): Heard {
  const { state } = moment;
  for (const said of inbound.said) {
    if (said.question?.product !== undefined)
      remember(state, setup.cast.roles[said.question.product] ?? said.question.product);
    const order =
      said.question?.order === undefined ? undefined : findOrder(state.world, said.question.order);
    if (order !== undefined) state.order = order.id;
    const { colour, size, heightCm, weightKg, quantity } = said.question ?? {};
    Object.assign(
      state.known,
      colour && { colour },
      size && { size },
      heightCm && { heightCm },
      weightKg && { weightKg },
      quantity && { quantity },
    );
  }
  const intents = inbound.said.map((said) => said.intent);
  const fished = {
    wantsSuperlative: intents.some((intent) => intent.startsWith('tempt.absolute-claim')),
    wantsCode: intents.some((intent) => intent.startsWith('tempt.verification-code')),
    wantsReward: false,
  };
  const heard = understand(
    moment.setup,
    state,
    moment.request,
    readSaid(inbound.text, inbound.said, setup.reader),
    fished,
  );
  const stranger =
    !setup.cast.requesterIsPurchaser && inbound.said.some((said) => said.question?.order !== undefined);
  const asks = inbound.said.flatMap((said) =>
    said.act === 'ask' && said.question !== undefined
      ? [
          {
            topic: said.question.topic,
            question: said.question,
            ...(said.question.attribute ? { detail: said.question.attribute } : {}),
          },
        ]
      : [],
  );
  return {
    ...heard,
    asks,
    foreignOrder: stranger || (heard.foreignOrder && !setup.cast.requesterIsPurchaser),
  };
}

function withGreeting(moment: Moment, reply: Reply): Reply {
  const { state, setup } = moment;
  if (state.greeted) return reply;
  state.greeted = true;
  const slots = { shop: setup.shop.name, agent: setup.shop.agentName };
  const priorLog = (moment.request.context.priorLog ?? []).length > 0;
  const rest = reply.parts.filter((one) => one.intent !== 'offer-help');
  const sober = state.trouble !== undefined || moment.request.type === 'event';
  const intent = priorLog
    ? 'greet.recap'
    : rest.length === 0
      ? 'greet.offer'
      : !sober
        ? 'greet'
        : 'greet.sober';
  return { ...reply, parts: [part(intent, slots), ...rest] };
}

function utter(moment: Moment, reply: Reply): readonly Arrival[] {
  const { setup, state, draws } = moment;
  const messages = speak(reply.parts, setup.words, setup.locale, state.used, draws);
  const actionsAt = messages[0]?.delayMs ?? 1_500;
  return [
    ...messages.map(
      (message): Arrival => ({ type: 'message', text: message.text, delayMs: message.delayMs, via: 'bot' }),
    ),
    ...reply.actions.map((action): Arrival => ({ type: 'action', action, delayMs: actionsAt })),
  ];
}

function requestOf(
  inbound: Exclude<Inbound, { type: 'end' }>,
  sessionId: string,
  locale: ProtocolRequest['locale'],
): ProtocolRequest {
  return {
    protocol: PROTOCOL,
    type: inbound.type,
    sessionId,
    messageId: inbound.messageId,
    locale,
    text: inbound.type === 'message' ? inbound.text : '',
    content: inbound.type === 'message' ? [...inbound.content] : [],
    ...(inbound.type === 'event' ? { event: { name: inbound.name, args: { ...inbound.args } } } : {}),
    context: inbound.context,
  };
}
