import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

describe('peilian check --audit', () => {
  test('plays scenarios against agents whose worth is known, and counts who passed', async () => {
    const { code, out } = await peilianInside(['check', '--audit', 'first-purchase-to-eta', '--json'], {
      cwd: workingFolder(),
    });
    const { audited, agents, faults } = JSON.parse(out);
    expect(audited).toBe(2);
    expect(faults).toEqual([]);
    expect(agents.map(({ agent, passed }: { agent: string; passed: number }) => [agent, passed])).toEqual([
      ['oracle', 2],
      ['idle', 0],
      ['agreeable', 0],
      ['wrong', 0],
      ['everything', 0],
    ]);
    expect(code).toBe(0);
  });

  test('says so in a sentence, in either language', async () => {
    const cwd = workingFolder();
    const english = await peilianInside(['check', '--audit', 'first-purchase-to-eta'], { cwd });
    expect(english.out).toContain('oracle: 2 of 2 passed');
    expect(english.out).toContain('2 cases audited: every one tells good agents from bad');
    const chinese = await peilianInside(
      ['check', '--audit', 'first-purchase-to-eta', '--ui-locale', 'zh-CN'],
      {
        cwd,
      },
    );
    expect(chinese.out).toContain('审了 2 例');
  });

  test('answers an unknown scenario with the nearest one', async () => {
    const { code, err } = await peilianInside(['check', '--audit', 'size-advise'], { cwd: workingFolder() });
    expect(err).toContain('size-advice');
    expect(code).toBe(2);
  });
});

describe('peilian check --map', () => {
  test('shows what scenarios touch and what none does', async () => {
    const { code, out } = await peilianInside(['check', '--map', 'haggle-floor'], { cwd: workingFolder() });
    expect(out).toContain('1 scenarios touch');
    expect(out).toMatch(/B03 1/);
    expect(out).toMatch(/none touches: .*A01 /);
    expect(code).toBe(0);
  });

  test('leaves no point of practice untouched by what ships', async () => {
    const { out } = await peilianInside(['check', '--map', '--json'], { cwd: workingFolder() });
    const { map } = JSON.parse(out);
    expect(map.find(({ group }: { group: string }) => group === 'rows').untouched).toEqual([]);
  });
});

describe('peilian check --unread', () => {
  test('lists what could not be read in a run', async () => {
    const cwd = workingFolder();
    await peilianInside(
      ['run', '--case', 'size-advice/hesitant/en/1', '--seed', '7', '--out', join(cwd, 'runs')],
      {
        cwd,
      },
    );
    const { code, out } = await peilianInside(['check', '--unread', 'runs', '--json'], { cwd });
    const { messages, unread, clauses } = JSON.parse(out);
    expect(messages).toBeGreaterThan(3);
    expect(unread).toBeLessThanOrEqual(messages);
    expect(Array.isArray(clauses)).toBe(true);
    expect(code).toBe(0);
  });

  test('says when there is no such run', async () => {
    const { code, err } = await peilianInside(['check', '--unread', 'nowhere'], { cwd: workingFolder() });
    expect(err).toContain('no run or transcript nowhere');
    expect(code).toBe(2);
  });
});
