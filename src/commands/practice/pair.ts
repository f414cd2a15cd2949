import { type BuyerSeat, createBuyerSeat } from '../../desk/two-person/buyer-seat.ts';
import { guideFor } from '../../desk/two-person/guide.ts';
import { listen } from '../../desk/two-person/socket.ts';
import type { CaseInputs } from '../../play/inputs.ts';
import { forTerminal } from '../../report/inert.ts';
import { realTime } from '../../system/real-time.ts';
import { readUi } from '../../system/ui-texts.ts';
import type { CommandIo } from '../io.ts';

export interface Pair {
  readonly seat: BuyerSeat;
  close(): Promise<void>;
}

/**
 * Opens the buyer's chair for a second terminal, tells how to join, and waits until somebody sits there; `null`: whoever waits
 * gave up first.
 */
export async function openPair(
  inputs: CaseInputs,
  io: CommandIo,
  givenUp: Promise<void>,
): Promise<Pair | null> {
  const { key, scenario, persona, shop, market } = inputs;
  const say = await readUi(key.locale);
  const seat = createBuyerSeat({
    guide: guideFor({ locale: key.locale, scenario, persona, shop, market, say }),
    time: realTime,
    onChange: (change) => {
      if (change !== 'joined') io.err(`${io.ui(`pair.${change}`)}\n`);
    },
  });
  const socket = await listen((link) => seat.accept(link));
  const close = async () => {
    seat.close();
    await socket.close();
  };
  io.err(`${forTerminal(io.ui('pair.join', { command: `peilian practice --join ${socket.path}` }))}\n`);
  const came = await Promise.race([seat.joined.then(() => true), givenUp.then(() => false)]);
  if (!came) {
    await close();
    return null;
  }
  io.err(`${io.ui('pair.joined')}\n`);
  return { seat, close };
}
