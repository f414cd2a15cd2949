import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { FAULTS } from '../../src/agents/demo-bot/faults/faults.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { isProven, type MeasuredFile, type MeasuredRule, precisionOf } from '../../src/model/measured.ts';
import { CASES, NAMED_BY } from '../faults/expectations.ts';
import { namesOf, playBroken } from '../faults/play-broken.ts';
import { shipped } from '../helpers/play-helpers.ts';
import { type Labelled, labelledSet } from './scoring/labelled-set.ts';
import { playLabelled } from './scoring/play-labelled.ts';
import { type Judged, judge, tally, wilson } from './scoring/tally.ts';

/**
 * `npm run eval:scoring`: missed and false findings per rule on the labelled conversations in `test/fixtures/scoring/`, with
 * Wilson intervals. `--errors` lists what went otherwise on the development part; of the test part only totals are ever shown.
 * `--update` also plays every fault of the demo bot, and writes what each rule was measured at into `src/packs/measured.yaml`:
 * a finding that names a fault which fired is right, one of the same rule on the unbroken bot in the same case is wrong.
 */
const { values } = parseArgs({
  options: {
    errors: { type: 'boolean' },
    part: { type: 'string' },
    update: { type: 'boolean' },
    /** Day of the measurement, for `--update`. */
    on: { type: 'string' },
  },
});

const all = shipped();
const everything: Judged[] = [];
for (const part of ['dev', 'test'] as const) {
  if (values.part !== undefined && values.part !== part) continue;
  const judged: Judged[] = [];
  for (const one of labelledSet(part)) judged.push(await judgeOne(one));
  if (values.errors && part === 'dev') listErrors(judged);
  report(part, judged);
  everything.push(...judged);
}
if (values.update) await update(everything);

async function judgeOne(one: Labelled): Promise<Judged> {
  const { scorecard, transcript } = await playLabelled(one, all);
  const said = transcript.events.filter((event) => event.type === 'message' && event.from === 'agent');
  return judge(one, scorecard!, said.length);
}

function listErrors(judged: readonly Judged[]): void {
  for (const { one, card, falseRules, missedRules } of judged) {
    if (falseRules.length + missedRules.length === 0) continue;
    console.log(`${one.hand}/${one.id}  − ${missedRules.join(' ')}  + ${falseRules.join(' ')}`);
    for (const finding of card.findings)
      if (falseRules.includes(finding.rule)) console.log(`    + ${finding.rule}: ${finding.message}`);
  }
}

function report(part: string, judged: readonly Judged[]): void {
  const rows = tally(judged);
  const sum = (key: 'right' | 'wrong' | 'missed') => rows.reduce((total, row) => total + row[key], 0);
  const share = (hits: number, trials: number) => {
    const [low, high] = wilson(hits, trials);
    return `${hits}/${trials} ${(trials === 0 ? 0 : hits / trials).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  };
  console.log(`\n${part}: ${judged.length} conversations`);
  console.log(`  precision ${share(sum('right'), sum('right') + sum('wrong'))}`);
  console.log(`  recall    ${share(sum('right'), sum('right') + sum('missed'))}`);
  const good = judged.filter(({ one }) => one.sort === 'textbook' || one.sort === 'terse');
  const falseOnGood = good.reduce((total, one) => total + one.falseRules.length, 0);
  const messages = good.reduce((total, one) => total + one.agentMessages, 0);
  console.log(`  false on textbook-good: ${falseOnGood} in ${messages} agent messages`);
  for (const { rule, right, wrong, missed } of rows)
    console.log(
      `  ${rule.padEnd(28)} precision ${share(right, right + wrong).padEnd(28)} recall ${share(right, right + missed)}`,
    );
}

async function update(judged: readonly Judged[]): Promise<void> {
  const rules: Record<string, MeasuredRule> = Object.fromEntries(
    tally(judged).map(({ rule, right, wrong, missed }) => [rule, { right, wrong, missed }]),
  );
  const add = (rule: string, key: keyof MeasuredRule) => {
    const known = rules[rule] ?? { right: 0, wrong: 0, missed: 0 };
    rules[rule] = { ...known, [key]: known[key] + 1 };
  };
  let faultRuns = 0;
  for (const locale of LOCALES) {
    for (const fault of FAULTS) {
      for (const id of CASES[fault.id]!) {
        const broken = await playBroken(id, locale, [fault], all);
        if (!broken.fired.has(fault.id)) continue;
        faultRuns += 1;
        const hits = namesOf(fault.id, broken.findings);
        for (const rule of hits) add(rule, 'right');
        // Several rules may name it; the first is the one that must.
        if (hits.length === 0) add(NAMED_BY[fault.id]![0]!, 'missed');
        const clean = await playBroken(id, locale, [], all);
        for (const rule of namesOf(fault.id, clean.findings)) add(rule, 'wrong');
      }
    }
  }
  const file: MeasuredFile = {
    kind: 'measured',
    version: 1,
    on: values.on ?? new Date().toISOString().slice(0, 10),
    conversations: judged.length,
    faultRuns,
    rules: Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const head =
    '# What each rule was measured at: on the labelled conversations, and on broken bots. Written by\n# `npm run eval:scoring -- --update`; never by hand.\n';
  writeFileSync(
    join(import.meta.dirname, '../../src/packs/measured.yaml'),
    head + stringify(file, { collectionStyle: 'any', lineWidth: 0 }),
  );
  const proven = Object.entries(file.rules).filter(([, one]) => isProven(one));
  console.log(`\n${faultRuns} runs with a fault; proven: ${proven.map(([rule]) => rule).join(', ')}`);
  for (const [rule, one] of Object.entries(file.rules))
    if (!isProven(one))
      console.log(`  not proven: ${rule} ${precisionOf(one)?.toFixed(3) ?? '–'} of ${one.right + one.wrong}`);
}
