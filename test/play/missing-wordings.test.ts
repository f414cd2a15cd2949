import { describe, expect, it } from 'vitest';
import type { Scenario, Want } from '../../src/model/scenario.ts';
import { missingWordings } from '../../src/play/missing-wordings.ts';
import { shipped } from '../helpers/play-helpers.ts';

const ship = shipped();
const [first] = ship.cases();
const inputs = ship.inputs(first!);
const common = inputs.language.phrases.phrases;

const scripted = (script: Want[]): Scenario => {
  const { agenda: _, ...rest } = inputs.scenario;
  return { ...rest, script };
};

describe('wordings that are missing', () => {
  it('are named with their place before a conversation starts', () => {
    const scenario = scripted([
      { say: 'greet', acts: [] },
      { chat: 'quantum-physics', turns: 1, must: true },
      { say: 'sing.loudly', acts: [] },
    ]);
    expect(missingWordings(scenario, inputs.persona, inputs.key.locale, common)).toEqual([
      { path: 'script[1].chat', intent: 'chat.quantum-physics' },
      { path: 'script[2].say', intent: 'sing.loudly' },
    ]);
  });

  it('are none where a more general wording stands in', () => {
    const scenario = scripted([{ need: 'something-nobody-thought-of', must: true }]);
    expect(missingWordings(scenario, inputs.persona, inputs.key.locale, common)).toEqual([]);
  });

  it('are none in any shipped case', () => {
    for (const key of ship.cases()) {
      const { scenario, persona, language } = ship.inputs(key);
      expect(
        missingWordings(scenario, persona, key.locale, language.phrases.phrases),
        `${scenario.id} ${persona.id}`,
      ).toEqual([]);
    }
  });
});
