import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ReportSchema } from '../../src/model/report.ts';
import { buildOnce, ROOT } from '../helpers/build-once.ts';

const run = promisify(execFile);
const LIMIT_MS = 180_000;

test('the package installs from its tarball in an empty folder and plays a conversation there', {
  timeout: LIMIT_MS,
}, async () => {
  await buildOnce();
  const folder = mkdtempSync(join(tmpdir(), 'peilian-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), LIMIT_MS);
  // The build is there already; building again here would pull dist away under other tests.
  const { stdout: packed } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: ROOT },
  );
  const [tarball] = JSON.parse(packed) as { filename: string; files: { path: string }[] }[];
  const files = tarball!.files.map(({ path }) => path);
  expect(
    files.filter(
      (path) =>
        !/^(dist|personas|scenarios|transcripts\/golden)\/|^(package\.json|LICENSE|README(\.zh-CN)?\.md)$/.test(
          path,
        ),
    ),
  ).toEqual([]);
  for (const part of [
    'dist/main.js',
    'dist/packs/locales/en/ui.json',
    'dist/schemas/persona.schema.json',
    'dist/vitest.js',
    'scenarios/rubrics/house.yaml',
  ])
    expect(files).toContain(part);

  const home = join(folder, 'empty');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "name": "somebody-else", "private": true }\n');
  await run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball!.filename)],
    { cwd: home, timeout: LIMIT_MS },
  );
  const bin = join(home, 'node_modules/.bin/peilian');
  expect(existsSync(bin)).toBe(true);

  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' };
  expect((await run(bin, ['--help'], { cwd: home, env })).stdout).toContain('Usage: peilian');
  const scenarios = JSON.parse(
    (await run(bin, ['list', 'scenarios', '--json'], { cwd: home, env })).stdout,
  ) as { id: string; fits: string[] }[];
  const personas = JSON.parse(
    (await run(bin, ['list', 'personas', '--json'], { cwd: home, env })).stdout,
  ) as { id: string }[];
  const scenario = scenarios.find(({ fits }) => personas.some(({ id }) => fits.includes(id)))!;
  const persona = personas.find(({ id }) => scenario.fits.includes(id))!;
  const played = await run(
    bin,
    [
      'run',
      '--scenario',
      scenario.id,
      '--persona',
      persona.id,
      '--locale',
      'en',
      '--seed',
      '1',
      '--reporter',
      'json',
    ],
    { cwd: home, env },
  ).catch((error: { stdout: string; code: number }) => error);
  expect(ReportSchema.parse(JSON.parse(played.stdout)).summary.conversations).toBe(1);
  expect(existsSync(join(home, 'transcripts/runs'))).toBe(true);

  // A bot team's own tests, with vitest as they have it: linked, so that nothing but the tarball is installed.
  const consumer = join(home, 'consumer');
  cpSync(join(ROOT, 'test/fixtures/consumer'), consumer, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(home, 'node_modules/vitest'), 'dir');
  const tested = await run(
    process.execPath,
    [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', consumer],
    {
      cwd: consumer,
      env: { ...env, VITEST: '', NODE_ENV: '', NO_COLOR: '1', FORCE_COLOR: '0' },
      timeout: LIMIT_MS,
    },
  );
  expect(tested.stdout.replace(/\u001b\[[\d;]*m/g, '')).toMatch(/Tests\s+2 passed/);
});
