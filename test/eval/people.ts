import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, parseDocument } from 'yaml';
import { type PeopleFile, PeopleFileSchema } from '../../src/model/people.ts';
import { createGenerator } from '../../src/random/generator.ts';
import { weighted } from '../../src/scoring/people/categories.ts';
import { type LogTurn, satisfactionFeatures } from '../../src/scoring/people/satisfaction.ts';
import { politenessFeatures } from '../../src/scoring/people/text-politeness.ts';
import { fitLinear, fitLogistic, type Weights } from './people/fit.ts';
import { auc, bootstrap, spearman } from './people/stats.ts';

/**
 * `npm run eval:people`: buyer satisfaction and politeness as read from text, against people's ratings in the folder
 * `PEILIAN_DATA`. Weights are found on four fifths of the dialogues and held against the fifth, five times; intervals draw whole
 * dialogues. `--update` writes the weights found on all of it into `src/packs/people/`.
 */

const FOLDS = 5;
const { values } = parseArgs({ options: { update: { type: 'boolean' } } });
const folder = process.env.PEILIAN_DATA;
const PACKS = join(import.meta.dirname, '../../src/packs/people');

if (folder === undefined || folder === '') {
  console.error(
    'PEILIAN_DATA is not set: it names the folder with the rated logs (jddc-dev.jsonl, politeness-zh-dev.csv), which are not part of this project. Nothing was measured.',
  );
  process.exit(2);
}
satisfaction(readFile('jddc-dev.jsonl'));
politeness(readFile('politeness-zh-dev.csv'));

function readFile(name: string): string {
  const path = join(folder!, name);
  if (!existsSync(path)) {
    console.error(`${path}: no such file; PEILIAN_DATA must name the folder that holds ${name}`);
    process.exit(2);
  }
  return readFileSync(path, 'utf8');
}

interface RatedDialogue {
  readonly turns: readonly (LogTurn & { readonly satisfaction: 0 | 1 | 2 | null })[];
}

function satisfaction(text: string): void {
  const file = peopleFile('satisfaction');
  const dialogues = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RatedDialogue);
  const rated = dialogues.flatMap(({ turns }, dialogue) =>
    satisfactionFeatures(turns, file).flatMap((features, i) =>
      turns[i]!.satisfaction === null
        ? []
        : [{ dialogue, features, rating: turns[i]!.satisfaction as number }],
    ),
  );
  const groups = membersOf(rated.map(({ dialogue }) => dialogue));
  const fit = (some: typeof rated) => ({
    dissatisfied: fitLogistic(
      some.map((one) => one.features),
      some.map((one) => one.rating === 0),
    ),
    satisfied: fitLogistic(
      some.map((one) => one.features),
      some.map((one) => one.rating === 2),
    ),
  });
  const scores = heldOut(
    rated,
    (one) => one.dialogue,
    fit,
    ({ dissatisfied, satisfied }, { features }) => {
      const p = (weights: Weights) => 1 / (1 + Math.exp(-weighted(features, weights)));
      return [p(dissatisfied), p(satisfied) - p(dissatisfied)] as const;
    },
  );
  const ratings = rated.map(({ rating }) => rating);
  const onIndices = (of: (members: readonly number[]) => number) => ({
    value: of(rated.map((_, i) => i)),
    interval: bootstrap(groups, of, createGenerator(1)),
  });
  console.log(
    `buyer satisfaction read from the log: ${rated.length} rated turns of ${dialogues.length} dialogues, ${Object.keys(rated[0]!.features).length} features`,
  );
  print(
    'AUC, dissatisfied turns',
    onIndices((m) =>
      auc(
        m.map((i) => scores[i]![0]),
        m.map((i) => ratings[i] === 0),
      ),
    ),
  );
  print(
    'Spearman with the rating',
    onIndices((m) =>
      spearman(
        m.map((i) => scores[i]![1]),
        m.map((i) => ratings[i]!),
      ),
    ),
  );
  if (values.update) writeWeights('satisfaction', fit(rated));
}

function politeness(text: string): void {
  const file = peopleFile('politeness');
  const featuresOf = politenessFeatures(file);
  const rated = ratedTexts(text).map(({ utterance, rating }, group) => ({
    group,
    features: featuresOf(utterance),
    rating,
  }));
  const fit = (some: typeof rated) => ({
    politeness: fitLinear(
      some.map((one) => one.features),
      some.map((one) => one.rating),
    ),
  });
  const scores = heldOut(
    rated,
    (one) => one.group,
    fit,
    (weights, { features }) => weighted(features, weights.politeness),
  );
  const ratings = rated.map(({ rating }) => rating);
  const of = (m: readonly number[]) =>
    spearman(
      m.map((i) => scores[i]!),
      m.map((i) => ratings[i]!),
    );
  console.log(
    `politeness read from one text: ${rated.length} rated utterances, ${Object.keys(rated[0]!.features).length} features`,
  );
  print('Spearman with the rating', {
    value: of(rated.map((_, i) => i)),
    interval: bootstrap(
      rated.map((_, i) => [i]),
      of,
      createGenerator(2),
    ),
  });
  if (values.update) writeWeights('politeness', fit(rated));
}

/** A score for every member by weights that were found without its group. */
function heldOut<T, W, S>(
  members: readonly T[],
  groupOf: (one: T) => number,
  fit: (some: T[]) => W,
  score: (weights: W, one: T) => S,
): S[] {
  const scores = new Array<S>(members.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = fit(members.filter((one) => groupOf(one) % FOLDS !== fold));
    members.forEach((one, i) => {
      if (groupOf(one) % FOLDS === fold) scores[i] = score(weights, one);
    });
  }
  return scores;
}

function membersOf(groups: readonly number[]): number[][] {
  const members = new Map<number, number[]>();
  groups.forEach((group, i) => {
    const known = members.get(group);
    if (known === undefined) members.set(group, [i]);
    else known.push(i);
  });
  return [...members.values()];
}

function print(
  title: string,
  { value, interval: [low, high] }: { value: number; interval: readonly [number, number] },
): void {
  console.log(
    `  ${title.padEnd(26)} ${value.toFixed(3)} (95 % ${low.toFixed(3)}–${high.toFixed(3)}), split by dialogue`,
  );
}

function peopleFile(id: string): PeopleFile {
  return PeopleFileSchema.parse(parse(readFileSync(join(PACKS, `${id}.yaml`), 'utf8')));
}

function writeWeights(id: string, weights: Readonly<Record<string, Weights>>): void {
  const path = join(PACKS, `${id}.yaml`);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const rounded = Object.fromEntries(
    Object.entries(weights).map(([name, each]) => [
      name,
      Object.fromEntries(Object.entries(each).map(([key, value]) => [key, Math.round(value * 1000) / 1000])),
    ]),
  );
  document.set('weights', document.createNode(rounded));
  writeFileSync(path, document.toString({ lineWidth: 0 }));
}

/** Rows of `Utterance,labels`: a text, quoted where it holds commas or quotes, and its mean rating. */
function ratedTexts(csv: string): { utterance: string; rating: number }[] {
  const rows = csv
    .slice(csv.indexOf('\n') + 1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^\n"]*)),([\d.]+)\r?(?:\n|$)/gu);
  return [...rows].map(([, quoted, plain, rating]) => ({
    utterance: quoted?.replaceAll('""', '"') ?? plain ?? '',
    rating: Number(rating),
  }));
}
