import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { CommandIo } from '../../src/commands/io.ts';
import { newScenario } from '../../src/commands/new/scenario.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

test('a person pastes a chat and answers four questions; empty lines take what was read', async () => {
  const workingFolder = temporaryFolder();
  writeFileSync(join(workingFolder, 'unused.txt'), '');
  const input = new PassThrough();
  input.end('买家: 这件衬衫有货吗\n客服: 有的\n买家: 几天到上海\n客服: 三天\n.\n\nanswer,dispatch\n2\n\n');
  const told: string[] = [];
  const io = {
    input,
    out: (text: string) => told.push(text),
    err: (text: string) => told.push(text),
    outIsTerminal: false,
    errIsTerminal: true,
    inputIsTerminal: true,
    columns: 100,
    colour: false,
    env: {},
    workingFolder,
    ui: await readUi('zh-CN'),
    uiLocale: 'zh-CN',
  } satisfies CommandIo;
  expect(await newScenario(undefined, { id: 'pasted' }, io)).toBe(0);
  for (const question of ['1/4', '2/4', '3/4', '4/4']) expect(told.join('')).toContain(question);
  const yaml = readFileSync(join(workingFolder, 'scenarios/cases/pre-sale/pasted.yaml'), 'utf8');
  expect(yaml).toContain('answered: arrival');
  expect(yaml).toContain('told: dispatch');
  expect(yaml).toContain('ordered: item');
});
