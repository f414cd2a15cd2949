import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openData } from '../../src/commands/data.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { negotiate, openHaggler } from './haggler-negotiation.ts';
import { emptySamples, type RawNegotiation, readPeople, type Samples } from './haggler-people.ts';
import { calibrateSeller, SELLER } from './haggler-seller.ts';
import { kolmogorov, quantile } from './kolmogorov.ts';

/**
 * `npm run eval:haggler`: how far the English haggler is from people who bargain. `PEILIAN_DATA` names the folder with
 * `craigslist-dev.json`, which is not part of this repository. `--calibrate` prints the seller's coefficients instead;
 * `--seed N` draws other negotiations.
 */
const { values } = parseArgs({
  options: { calibrate: { type: 'boolean' }, seed: { type: 'string', default: '1' } },
});
const DISTANCE_MAX = 0.12;
const DEALS = [0.65, 0.79] as const;
const MEASURES = {
  'first offer / list': 'firstOffer',
  'upward step / gap to list': 'upStep',
  'final / list': 'final',
  'messages of the buyer': 'buyerMessages',
  'messages of both': 'messages',
  'thinking, s': 'thinkS',
  'typing, s': 'typingS',
} as const satisfies Record<string, keyof Samples>;

const file = process.env['PEILIAN_DATA'] && join(process.env['PEILIAN_DATA'], 'craigslist-dev.json');
if (!file || !existsSync(file)) {
  console.error(
    file
      ? `There is no ${file}.`
      : 'Set PEILIAN_DATA to the folder that holds craigslist-dev.json; it is no part of this repository.',
  );
  process.exitCode = 2;
} else {
  const people = readPeople(JSON.parse(readFileSync(file, 'utf8')) as RawNegotiation[]);
  if (values.calibrate) console.log(calibrateSeller(people.negotiated));
  else {
    const ours = emptySamples();
    const haggler = openHaggler(openData(packageRoot()));
    for (const [index, { target, list }] of people.negotiated.entries())
      negotiate(haggler, SELLER, { target, list, seed: Number(values.seed) * 10_007 + index }, ours);
    report(people.samples, ours);
  }
}

function report(people: Samples, ours: Samples): void {
  console.log(`${ours.negotiations} negotiations against ${people.negotiations} of people`);
  for (const [title, name] of Object.entries(MEASURES)) line(title, people[name], ours[name], DISTANCE_MAX);
  line('(seller) step / list', people.sellerStep, ours.sellerStep);
  const rate = ours.deals / ours.negotiations;
  const fits = rate >= DEALS[0] && rate <= DEALS[1];
  console.log(
    `deal rate ${rate.toFixed(3)} (people ${(people.deals / people.negotiations).toFixed(3)}) ${fits ? 'within' : 'OUTSIDE'} ${DEALS.join('–')}`,
  );
}

function line(title: string, people: readonly number[], ours: readonly number[], most?: number): void {
  const distance = kolmogorov(people, ours);
  const show = (sample: readonly number[]) =>
    [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile(sample, share).toFixed(2)).join(' ');
  const verdict = most === undefined ? '' : distance < most ? 'below' : 'ABOVE';
  console.log(
    `${title.padEnd(26)} D ${distance.toFixed(3)} ${verdict.padEnd(5)} people ${show(people)} (${people.length}) · ours ${show(ours)} (${ours.length})`,
  );
}
