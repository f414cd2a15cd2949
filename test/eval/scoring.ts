import { parseArgs } from 'node:util';
import { shipped } from '../helpers/play-helpers.ts';
import { type Labelled, labelledSet } from './scoring/labelled-set.ts';
import { playLabelled } from './scoring/play-labelled.ts';
import { type Judged, judge, tally, wilson } from './scoring/tally.ts';

/**
 * `npm run eval:scoring`: missed and false findings per rule on the labelled conversations in `test/fixtures/scoring/`, with
 * Wilson intervals. `--errors` lists what went otherwise on the development part; of the test part only totals are ever shown.
 */
const { values } = parseArgs({ options: { errors: { type: 'boolean' }, part: { type: 'string' } } });

const shop = shipped();
for (const part of ['dev', 'test'] as const) {
  if (values.part !== undefined && values.part !== part) continue;
  const judged: Judged[] = [];
  for (const one of labelledSet(part)) judged.push(await judgeOne(one));
  if (values.errors && part === 'dev') listErrors(judged);
  report(part, judged);
}

async function judgeOne(one: Labelled): Promise<Judged> {
  const { scorecard, transcript } = await playLabelled(one, shop);
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
  const sum = (key: 'right' | 'wrong' | 'missed') => rows.reduce((all, row) => all + row[key], 0);
  const share = (hits: number, trials: number) => {
    const [low, high] = wilson(hits, trials);
    return `${hits}/${trials} ${(trials === 0 ? 0 : hits / trials).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  };
  console.log(`\n${part}: ${judged.length} conversations`);
  console.log(`  precision ${share(sum('right'), sum('right') + sum('wrong'))}`);
  console.log(`  recall    ${share(sum('right'), sum('right') + sum('missed'))}`);
  const good = judged.filter(({ one }) => one.sort === 'textbook' || one.sort === 'terse');
  const falseOnGood = good.reduce((all, one) => all + one.falseRules.length, 0);
  const messages = good.reduce((all, one) => all + one.agentMessages, 0);
  console.log(`  false on textbook-good: ${falseOnGood} in ${messages} agent messages`);
  for (const { rule, right, wrong, missed } of rows)
    console.log(`  ${rule.padEnd(28)} right ${right}  false ${wrong}  missed ${missed}`);
}
