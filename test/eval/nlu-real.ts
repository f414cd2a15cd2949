import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActName } from '../../src/model/act.ts';
import { createReader } from '../../src/nlu/reader.ts';
import { loadLocalePack } from '../../src/system/packs.ts';

/**
 * Coverage (share of lines of which something was understood) and precision (share of acts read that the labels hold) on
 * 200 lines of real agents. The labels name lines of files in the folder `PEILIAN_DATA`; without it there is nothing to read.
 */
interface Label {
  readonly file: string;
  readonly dialogue: number;
  readonly turn: number;
  readonly acts: readonly ActName[];
}

const folder = process.env['PEILIAN_DATA'];
const labels = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../fixtures/nlu/real/zh-CN.json'), 'utf8'),
) as readonly Label[];
if (folder === undefined || !existsSync(folder)) console.log('PEILIAN_DATA is unset: no real lines');
else {
  const reader = createReader(loadLocalePack('zh-CN'), { words: [] });
  let covered = 0;
  let said = 0;
  let right = 0;
  let ruled = 0;
  let ruledRight = 0;
  for (const label of labels) {
    const { acts } = reader.read(textOf(join(folder, label.file), label), 'agent');
    if (acts.some(({ act }) => act !== 'unknown')) covered += 1;
    for (const act of new Map(
      acts.filter(({ modality }) => modality !== 'quoted').map((one) => [one.act, one]),
    ).values()) {
      if (act.act === 'unknown') continue;
      const held = label.acts.includes(act.act);
      said += 1;
      if (held) right += 1;
      if (!act.certain) continue;
      ruled += 1;
      if (held) ruledRight += 1;
    }
  }
  console.log(
    `real zh-CN: ${labels.length} lines, coverage ${(covered / labels.length).toFixed(3)}, precision ${(right / said).toFixed(3)} of ${said} acts (by rules ${(ruledRight / ruled).toFixed(3)} of ${ruled})`,
  );
}

function textOf(file: string, { dialogue, turn }: Label): string {
  const text = readFileSync(file, 'utf8');
  const dialogues = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as unknown[])
    : text.split('\n').map((line) => (line.trim() === '' ? null : (JSON.parse(line) as unknown)));
  const { turns } = dialogues[dialogue] as { turns: unknown[] };
  return spoken(turns[turn]);
}

/** A turn is the text itself, or holds the agent's half. */
function spoken(turn: unknown): string {
  if (typeof turn === 'string') return turn;
  if (Array.isArray(turn)) return spoken(turn[1] ?? turn[0]);
  const parts = turn as Readonly<Record<string, unknown>>;
  return String(parts['agent'] ?? parts['a'] ?? parts['text'] ?? '');
}
