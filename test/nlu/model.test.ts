import { describe, expect, it } from 'vitest';
import { MISDEEDS } from '../../src/model/act.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { read } from './read.ts';

/** What the model must never say of anybody: faults come from rules that explain themselves. */
const FAULTS: readonly string[] = [...MISDEEDS, 'swear'];

describe('the linear model', () => {
  it.each(LOCALES)('knows no fault as a class in %s', (locale) => {
    const { model } = loadLocalePack(locale);
    const classes = [...(model?.agent.classes ?? []), ...(model?.buyer.classes ?? [])];
    expect(classes.length).toBeGreaterThan(60);
    expect(classes.filter((name) => FAULTS.includes(name))).toEqual([]);
  });

  it('is never certain of what it adds, and never adds a bare refusal', () => {
    for (const { acts } of [
      read('en', 'buyer', 'My dad walks the dogs whatever it throws at him'),
      read('zh-CN', 'buyer', '北方冷，家里老人想要暖和一点的'),
      read('zh-CN', 'agent', '这个嘛，怕是难'),
      read('en', 'agent', 'That one is hardly going to happen'),
    ])
      for (const { act, why, certain } of acts) {
        if (why !== 'model') continue;
        expect(certain).toBe(false);
        expect(act).not.toBe('refuse');
      }
  });

  it('leaves a greeting a greeting', () => {
    expect(read('en', 'buyer', 'Hello').acts.map(({ why }) => why)).not.toContain('model');
  });
});
