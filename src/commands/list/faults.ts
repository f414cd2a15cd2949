import type { CommandIo } from '../io.ts';
import type { Listed } from '../list.ts';
import { FAULTS } from '../wiring/faults.ts';

export function listFaults(io: CommandIo): Listed[] {
  return FAULTS.map(({ id, title, names }) => ({ id, title: title[io.uiLocale], names }));
}
