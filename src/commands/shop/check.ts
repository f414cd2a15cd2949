import { forTerminal } from '../../report/inert.ts';
import { doubtsOf } from '../../workbook/doubts.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { castable } from './castable.ts';
import { sayObstacle } from './say-obstacle.ts';

const SHOWN_MAX = 8;

/** What no real shop should have, which scenarios the shop can play, and which facts would make more of them playable. */
export async function shopCheck([name]: readonly string[], io: CommandIo): Promise<ExitCode> {
  if (name === undefined) throw new UsageError(io.ui('shop.needs-shop'), io.ui('shop.needs-shop.hint'));
  const { ui } = io;
  const data = openData(io.workingFolder);
  const shop = data.shop(name);
  const doubts = doubtsOf(shop);
  for (const doubt of doubts)
    io.out(
      `${ui('shop.doubt', { place: forTerminal(doubt.place), says: ui(`shop.doubt.${doubt.doubt}`, doubt.slots) })}\n`,
    );
  if (doubts.length === 0) io.out(`${ui('shop.no-doubts')}\n`);
  const { plays, all, cannot } = castable(shop, data);
  io.out(`${ui('shop.plays', { plays, all, id: shop.id })}\n`);
  const wants = new Map<string, string[]>();
  for (const { scenario, obstacles } of cannot)
    for (const obstacle of obstacles) {
      const want = sayObstacle(obstacle, io);
      wants.set(want, [...(wants.get(want) ?? []), scenario.id]);
    }
  const most = [...wants].sort((a, b) => b[1].length - a[1].length).slice(0, SHOWN_MAX);
  for (const [want, scenarios] of most)
    io.out(`  ${ui('shop.would-need', { count: scenarios.length, want, example: scenarios[0]! })}\n`);
  return doubts.some(({ severe }) => severe) ? 1 : 0;
}
