import { describe, expect, it } from 'vitest';
import { loadPersona } from '../../../src/load/persona.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import type { Persona } from '../../../src/model/persona.ts';
import { generatePersona } from '../../../src/play/generate/persona.ts';
import { shipped } from '../../helpers/play-helpers.ts';

const { data } = shipped();
const everybody = data.library.ids('persona').map((id) => data.persona(id));

function drawn(like: Persona, seed: number): Persona {
  const { id, yaml } = generatePersona({ seed, like, others: everybody });
  const loaded = loadPersona({ file: `${id}.yaml`, text: yaml });
  if (!loaded.ok) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  return loaded.value;
}

describe('a generated persona', () => {
  it('is a file without a problem, near whomever it is drawn', () => {
    for (const like of everybody) for (const seed of [1, 2, 3]) drawn(like, seed);
  });

  it('is the same for a seed, letter by letter, and another for another seed', () => {
    const like = data.persona('haggler');
    const text = (seed: number) => generatePersona({ seed, like, others: everybody }).yaml;
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has a name and habits of its own, spread around those of its kind', () => {
    const like = data.persona('hesitant');
    const many = Array.from({ length: 60 }, (_, seed) => drawn(like, seed));
    expect(new Set(many.map(({ title }) => title.en)).size).toBeGreaterThan(50);
    const mean = (of: (persona: Persona) => number) =>
      many.reduce((sum, one) => sum + of(one), 0) / many.length;
    expect(Math.abs(mean(({ trust }) => trust) - like.trust)).toBeLessThan(0.06);
    expect(new Set(many.map(({ trust }) => trust)).size).toBeGreaterThan(15);
    expect(mean(({ patience }) => patience.first) / like.patience.first).toBeGreaterThan(0.85);
    expect(mean(({ patience }) => patience.first) / like.patience.first).toBeLessThan(1.2);
  });

  it('words every intent of its kind, and no intent but a neutral one otherwise', () => {
    const like = data.persona('first-time');
    const made = drawn(like, 4);
    for (const locale of LOCALES) {
      const own = like.phrases[locale];
      for (const [intent, wordings] of Object.entries(own)) {
        expect(made.phrases[locale][intent]!.length, intent).toBeGreaterThanOrEqual(
          Math.min(4, wordings.length),
        );
        expect(wordings).toEqual(expect.arrayContaining(made.phrases[locale][intent]!));
      }
      const borrowed = Object.keys(made.phrases[locale]).filter((intent) => own[intent] === undefined);
      expect(
        borrowed.filter((intent) => /^(greet|haggle|leave|complain|nudge|threaten|tempt)/.test(intent)),
      ).toEqual([]);
    }
  });
});
