import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readRun } from '../../src/store/read-run.ts';
import type { TranscriptProblem } from '../../src/transcript/problem.ts';
import { smallConversation } from '../helpers/small-conversation.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const RUN = fileURLToPath(new URL('endless-run.fixture.ts', import.meta.url));

it('a run killed with -9 has lost no finished conversation and no whole line, and resumes', async () => {
  const dir = temporaryFolder();
  for (const round of ['new', 'resume']) {
    const safe = await runAndKill(dir, round, 60);
    const problems: TranscriptProblem[] = [];
    const complete = new Set<string>();
    for await (const stored of readRun(dir, (_, found) => problems.push(...found))) {
      expect(stored.intact).toBe(true);
      expect(stored.transcript.events).toEqual(
        smallConversation(stored.transcript.id, ['hello', 'hi', 'how much?', '好的'.repeat(200)]).slice(
          0,
          stored.transcript.events.length,
        ),
      );
      if (stored.complete) complete.add(stored.transcript.id);
    }
    expect(problems.every((problem) => problem.code === 'torn-line')).toBe(true);
    expect(safe.length).toBeGreaterThanOrEqual(60);
    expect(safe.filter((id) => !complete.has(id))).toEqual([]);
  }
});

/** The ids that the run had said were safe when it was killed. */
function runAndKill(dir: string, round: string, after: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', RUN, dir, round], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      if (out.split('\n').length > after) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve(out.split('\n').slice(0, -1)) : reject(new Error(complaints)),
    );
  });
}
