import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { read } from './read.ts';

/** What the model must never say of anybody: faults come from rules that explain themselves. */
const FAULTS = [
  'abuse',
  'retort',
  'accuse',
  'pass-the-buck',
  'ignorance',
  'command',
  'disparage-rival',
  'over-promise',
  'absolute-term',
  'off-platform',
  'ask-private',
  'press',
  'buy-review',
  'refuse',
  'swear',
];

describe('the linear model', () => {
  it.each(LOCALES)('knows no fault as a class in %s', (locale) => {
    const classes = loadLocalePack(locale).model?.classes ?? [];
    expect(classes.filter((name) => FAULTS.includes(name.slice(2)))).toEqual([]);
  });

  it('is never certain of what it adds', () => {
    for (const { acts } of [
      read('en', 'buyer', 'My dad walks the dogs whatever it throws at him'),
      read('zh-CN', 'buyer', '北方冷，家里老人想要暖和一点的'),
    ])
      for (const act of acts) if (act.why === 'model') expect(act.certain).toBe(false);
  });

  it('adds nothing to a greeting that is read to its end', () => {
    expect(read('en', 'buyer', 'Hello').acts.map(({ why }) => why)).not.toContain('model');
  });
});
