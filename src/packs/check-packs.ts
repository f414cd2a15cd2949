import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { checkedPacks } from '../commands/wiring/packs.ts';
import { type Problem, renderProblem } from '../load/problem.ts';
import { loadRules, loadWords } from '../load/rules.ts';

// Run by the build, from dist/packs, after the packs are JSON: holds each against its schema, so that nothing has to at run
// time, and keeps what was converted on the way. Rules with problems end the build, each with its place.
const rules = new URL('../../src/packs/rules/', import.meta.url);
const problems: Problem[] = readdirSync(rules).flatMap((name) => {
  const file = { file: `src/packs/rules/${name}`, text: readFileSync(new URL(name, rules), 'utf8') };
  const checked = name === 'words.yaml' ? loadWords(file) : loadRules(file);
  return checked.ok ? [] : checked.problems;
});
if (problems.length > 0) throw new Error(`\n${problems.map(renderProblem).join('\n')}`);

const folder = new URL('./checked/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
const packs = checkedPacks();
mkdirSync(folder, { recursive: true });
for (const [path, pack] of packs)
  writeFileSync(new URL(`./${path}.json`, import.meta.url), JSON.stringify(pack));
