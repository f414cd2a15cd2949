import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/load/scenario.ts';
import { readYaml, YAML_LIMITS } from '../../src/load/yaml.ts';
import { sentencesOf } from './fixture.ts';

const read = (text: string) => sentencesOf(readYaml(text, 'a.yaml'));

describe('reading YAML', () => {
  const BAD: readonly (readonly [what: string, text: string, sentence: string])[] = [
    [
      'a bracket that is not closed',
      'a: [1, 2\n',
      'a.yaml:2:1  Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 'a.yaml:3:1  Map keys must be unique'],
    ['a tag', 'a: !now 1\n', 'a.yaml:1:4  Unresolved tag: !now'],
    ['a tab for indentation', 'a:\n\tb: 1\n', 'a.yaml:2:1'],
    [
      'too many uses of an alias',
      `a: &a [1]\nb: [${'*a, '.repeat(YAML_LIMITS.aliases + 1)}]\n`,
      'must use aliases (*name) at most 100 times',
    ],
    ['an alias of nothing', 'a: *none\n', 'only of anchors that exist'],
    ['brackets by the ten thousand', '['.repeat(50_000), 'a.yaml  must not be nested deeper than 40 levels'],
    ['lists in lists in lists', `${'- '.repeat(60)}x`, 'a.yaml  must not be nested deeper than 40 levels'],
    [
      'a file of megabytes',
      `a: ${'x'.repeat(YAML_LIMITS.bytes)}`,
      'a.yaml  must be smaller than 8 MB; found 8.0 MB',
    ],
  ];
  test.each(BAD)('refuses %s', (_what, text, sentence) => {
    expect(read(text).join('\n')).toContain(sentence);
  });

  test('tells every syntax problem at once', () => {
    expect(read('a: !x 1\nb: !y 2\nb: 3\n')).toHaveLength(3);
  });

  test('runs nothing and makes no objects but plain ones', () => {
    const result = readYaml('__proto__: { polluted: true }\nwhen: 2026-11-11\n', 'a.yaml');
    expect(result.ok && result.value.value).toMatchObject({ when: '2026-11-11' });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  property.prop([fc.string({ unit: 'binary', maxLength: 200 })])(
    'never throws, whatever the text',
    (text) => {
      expect(() => loadScenario({ file: 'a.yaml', text })).not.toThrow();
    },
  );
});
