import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SIDES, type Side } from '../../src/model/act.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { SIGN } from '../../src/nlu/features.ts';
import { COURTESIES } from '../../src/nlu/model.ts';
import type { Heads, ModelFile } from '../../src/nlu/model-file.ts';
import { type Data, featuresOf, fitAll, rowOf, scoreOf, storedHeads } from './nlu-fit.ts';
import { chooseThresholds, type Judged } from './nlu-thresholds.ts';
import { classesOf, type TrainingLine, trainingLines } from './nlu-training-lines.ts';

/**
 * `npm run train:nlu`: writes `src/packs/locales/<tag>/model.json` from the development lines and the wordings of personas, packs
 * and agents, and tells how well hands are read that it did not learn from. `--locale`; `--out FOLDER`; `--without HAND` leaves the hands
 * that begin so out; `--quick` leaves the thresholds at 0.
 */
/** What is learnt from few hands scores lower than what all hands teach, so few may be left out at a time. */
const FOLDS = 5;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    locale: { type: 'string' },
    out: { type: 'string' },
    without: { type: 'string' },
    quick: { type: 'boolean' },
    classes: { type: 'boolean' },
  },
});

for (const locale of LOCALES) {
  if (values.locale !== undefined && values.locale !== locale) continue;
  const lines = trainingLines(locale).filter(
    ({ hand }) => values.without === undefined || !hand.startsWith(values.without),
  );
  const data = featuresOf(locale, lines);
  const model: ModelFile = {
    kind: 'model',
    version: 2,
    locale,
    buyer: learn('buyer', lines, data),
    agent: learn('agent', lines, data),
  };
  const text = `${JSON.stringify(model)}\n`;
  writeFileSync(
    join(
      values.out ?? join(root, 'src', 'packs', 'locales', locale),
      values.out === undefined ? 'model.json' : `${locale}.json`,
    ),
    text,
  );
  console.log(`${locale}: ${lines.length} lines, ${Math.round(Buffer.byteLength(text) / 1024)} KB`);
  for (const side of SIDES)
    console.log(
      `  ${side}: ${model[side].classes.length} classes, ${Object.keys(model[side].features).length} features`,
    );
}

function learn(side: Side, lines: readonly TrainingLine[], data: Data): Heads {
  const classes = classesOf(side, lines);
  const own = lines.flatMap((line, i) => (line.side === side ? [i] : []));
  const { thresholds, ruled } =
    values.quick === true
      ? { thresholds: classes.map(() => 0), ruled: undefined }
      : heldOutThresholds(side, classes, lines, data, own);
  return storedHeads(fitAll(side, classes, lines, data, own), data, thresholds, ruled);
}

/** Hands are left out in turn, and thresholds chosen by how the rest reads them; and which courtesies rules read better. */
function heldOutThresholds(
  side: Side,
  classes: readonly string[],
  lines: readonly TrainingLine[],
  data: Data,
  own: readonly number[],
): { readonly thresholds: readonly number[]; readonly ruled: readonly string[] } {
  // Only lines that rules were not tuned on tell what rules are worth; where there are none yet, the newest.
  const untuned = own.filter((i) => !lines[i]!.tuned);
  const judged = untuned.length > 0 ? untuned : own.filter((i) => lines[i]!.hand.startsWith('-2/'));
  const hands = [...new Set(judged.map((i) => lines[i]!.hand))].sort();
  const results: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const out = new Set(hands.filter((_, at) => at % FOLDS === fold));
    const fitted = fitAll(
      side,
      classes,
      lines,
      data,
      own.filter((i) => !out.has(lines[i]!.hand)),
    );
    for (const i of judged) {
      if (!out.has(lines[i]!.hand)) continue;
      const row = rowOf(data, i, fitted.used);
      results.push({
        yes: lines[i]!.yes,
        scores: classes.map((_, c) => scoreOf(fitted.weights[c]!, fitted.bias[c]!, row)),
      });
    }
  }
  const { thresholds, rows, macro } = chooseThresholds(classes, results);
  console.log(`  ${side}, hands left out: macro F1 ${macro.toFixed(3)} over ${results.length} lines`);
  if (values.classes === true)
    for (const { name, n, p, r, f1, threshold } of rows)
      console.log(
        `    ${name.padEnd(24)} n ${String(n).padStart(4)}  P ${p.toFixed(2)}  R ${r.toFixed(2)}  F1 ${f1.toFixed(2)}  from ${threshold.toFixed(2)}`,
      );
  const ruled = COURTESIES.filter((name) => {
    const row = rows.find((one) => one.name === name);
    return row === undefined || rulesF1(name, lines, data, judged) > row.f1;
  });
  console.log(`    left to rules: ${ruled.join(' ')}`);
  return { thresholds, ruled };
}

/** How well rules alone read an act on these lines. */
function rulesF1(
  name: string,
  lines: readonly TrainingLine[],
  data: Data,
  judged: readonly number[],
): number {
  const feature = data.names.indexOf(`R:${name}`);
  let hit = 0;
  let either = 0;
  for (const i of judged) {
    const meant = lines[i]!.yes.has(name);
    const said = data.found[i]![SIGN]!.includes(feature);
    if (meant && said) hit += 1;
    either += (meant ? 1 : 0) + (said ? 1 : 0);
  }
  return either === 0 ? 0 : (2 * hit) / either;
}
