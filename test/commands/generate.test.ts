import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/commands/check.ts';
import { type GenerateOptions, generate } from '../../src/commands/generate.ts';
import { type CommandIo, UsageError } from '../../src/commands/io.ts';
import { readUi } from '../../src/system/ui-texts.ts';

let folder: string;
let said: string;
let io: CommandIo;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peilian-generate-'));
  said = '';
  const hear = (text: string) => {
    said += text;
  };
  io = {
    out: hear,
    err: hear,
    input: process.stdin,
    outIsTerminal: false,
    errIsTerminal: false,
    inputIsTerminal: false,
    columns: 100,
    colour: false,
    env: {},
    workingFolder: folder,
    ui: await readUi('en'),
    uiLocale: 'en',
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = (what: string, options: GenerateOptions) => generate(what, options, io);

describe('peilian generate', () => {
  it('writes a persona where it is known by its id, and check finds nothing wrong with it', async () => {
    expect(await make('persona', { seed: 7, like: 'haggler' })).toBe(0);
    expect(said).toContain('personas/haggler-7.yaml');
    expect(readFileSync(join(folder, 'personas/haggler-7.yaml'), 'utf8')).toContain('id: haggler-7');
    expect(await check(['haggler-7'], {}, io)).toBe(0);
  });

  it('writes a scenario into the folder of its stage, and check finds nothing wrong with it', async () => {
    expect(await make('scenario', { seed: 7, shop: 'yunzhi', stage: 'after-sale', id: 'mine' })).toBe(0);
    expect(said).toContain('scenarios/cases/after-sale/mine.yaml');
    expect(await check(['mine'], {}, io)).toBe(0);
  });

  it('prints the file and writes none when asked to', async () => {
    await make('scenario', { seed: 3, print: true });
    expect(said).toContain('kind: scenario');
    expect(() => readFileSync(join(folder, 'scenarios'))).toThrow(/ENOENT/);
  });

  it('overwrites nothing', async () => {
    await make('persona', { seed: 7, like: 'haggler' });
    await expect(make('persona', { seed: 7, like: 'haggler' })).rejects.toThrow(/is there already/);
  });

  it('refuses what it cannot make, and ids that would leave the folder', async () => {
    await expect(make('scenari', {})).rejects.toMatchObject({ hint: expect.stringContaining('scenario') });
    await expect(make('persona', { id: '../escape' })).rejects.toThrow(UsageError);
    await expect(make('persona', { like: 'hagler' })).rejects.toThrow(/hagler/);
  });
});
