import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../src/load/field-list.ts';
import { jsonSchemaOf, SCHEMA_NAMES } from '../../src/load/json-schemas.ts';
import { PersonaSchema } from '../../src/model/persona.ts';
import { ScenarioSchema } from '../../src/model/scenario.ts';
import { SuiteSchema } from '../../src/model/suite.ts';
import { ROOT } from '../helpers/build-once.ts';

describe.each([
  ['personas/README.md', PersonaSchema],
  ['scenarios/README.md', ScenarioSchema],
  ['scenarios/suites/README.md', SuiteSchema],
])('%s', (file, schema) => {
  const rows = readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ \| | \|(?= )/)
        .map((cell) => cell.trim()),
    );

  test('lists every field, whether it is needed and what it takes, and no other', () => {
    const listed = rows.map(([path, needed, takes]) => ({
      path: path!.replaceAll('`', ''),
      needed: needed === 'needed',
      takes,
    }));
    expect(listed).toEqual(fieldsOf(schema));
  });

  test('says what each field is, in both languages', () => {
    for (const [path, , , english, chinese] of rows) {
      expect(english, path).toMatch(/[a-z]/);
      expect(chinese, path).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('the JSON Schemas', () => {
  test.each(SCHEMA_NAMES)('%s is an object of draft 2020-12 that describes what a person writes', (name) => {
    const schema = jsonSchemaOf(name) as Record<string, unknown>;
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: `Peilian ${name}`,
    });
    expect(JSON.stringify(schema)).not.toContain('undefined');
  });

  test('has durations as text and what has a default as optional', () => {
    const persona = JSON.stringify(jsonSchemaOf('persona'));
    expect(persona).toContain('"first":{"type":"string"');
    expect((jsonSchemaOf('persona') as { required: string[] }).required).not.toContain('tags');
  });
});
