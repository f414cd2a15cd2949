// count-tests.mjs REPORT STATUS: prints `passed failed` of vitest's JSON report on stdout, and on stderr a table of what was skipped
// and why. A test file that could not even be loaded is one failure; so is a skipped test whose title gives no reason, because a
// skip must never look like a pass. A reason stands at the end of a title: after its last colon, or in brackets.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [file, status] = process.argv.slice(2);
let passed = 0;
let failed = 0;
const skips = new Map();
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  for (const { name, status: ended, assertionResults } of report.testResults) {
    if (ended === 'failed' && !assertionResults.some((test) => test.status === 'failed')) failed += 1;
    for (const test of assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') continue;
      const reason = reasonOf(test.title);
      if (reason === null) failed += 1;
      const row = `${relative(process.cwd(), name)} | ${reason ?? `NO REASON GIVEN: ${test.fullName}`}`;
      skips.set(row, (skips.get(row) ?? 0) + 1);
    }
  }
} catch (error) {
  console.error(`no report to count: ${error.message}`);
}
if (skips.size > 0) {
  const rows = [...skips].sort(([a], [b]) => a.localeCompare(b));
  console.error('\nskipped, and why');
  for (const [row, count] of rows) console.error(`${String(count).padStart(3)}  ${row}`);
}
if (status !== '0' && failed === 0) failed = 1;
if (passed + failed === 0) failed = 1;
console.log(passed, failed);

function reasonOf(title) {
  const bracketed = /\(([^()]+)\)$/.exec(title);
  if (bracketed !== null) return bracketed[1];
  const at = title.lastIndexOf(': ');
  return at === -1 ? null : title.slice(at + 2);
}
