import type { AgentPort, Arrival } from '../model/ports.ts';

/** The same port with every text that arrives put through `redact`: a bot that echoes its token tells nobody. */
export function createRedactedPort(port: AgentPort, redact: (text: string) => string): AgentPort {
  const clean = (arrival: Arrival): Arrival => redactArrival(arrival, redact);
  return {
    ...port,
    id: redact(port.id),
    open(context, push) {
      const line = port.open(context, (arrival) => push(clean(arrival)));
      return {
        deliver: (inbound, sink) => line.deliver(inbound, (arrival) => sink(clean(arrival))),
        close: () => line.close(),
      };
    },
    close: () => port.close(),
  };
}

/** An arrival with every text in it put through `redact`. */
export function redactArrival(arrival: Arrival, redact: (text: string) => string): Arrival {
  switch (arrival.type) {
    case 'message':
      return {
        ...arrival,
        text: redact(arrival.text),
        ...(arrival.choices === undefined
          ? {}
          : { choices: arrival.choices.map(({ id, text }) => ({ id: redact(id), text: redact(text) })) }),
      };
    case 'action': {
      const { id, name, args } = arrival.action;
      return {
        ...arrival,
        action: {
          ...(id === undefined ? {} : { id: redact(id) }),
          name: redact(name),
          args: Object.fromEntries(
            Object.entries(args).map(([key, value]) => [
              redact(key),
              typeof value === 'string' ? redact(value) : value,
            ]),
          ),
        },
      };
    }
    case 'error':
      return { ...arrival, message: redact(arrival.message) };
    case 'typing':
      return arrival;
  }
}
