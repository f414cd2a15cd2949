import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemaOf, SCHEMA_NAMES } from '../load/json-schemas.ts';
import { LOCALES } from '../model/locale.ts';
import { readUiYaml } from '../system/ui-texts.ts';

// Run by the build, from dist/packs: the interface's texts as JSON, which start faster than YAML, and a JSON Schema of
// every kind of file for editors.
const folder = (name: string) => {
  const url = new URL(`../${name}/`, import.meta.url);
  mkdirSync(url, { recursive: true });
  return url;
};

const texts = folder('ui');
const source = new URL('../../src/packs/', import.meta.url);
for (const locale of LOCALES) writeFileSync(new URL(`${locale}.json`, texts), JSON.stringify(await readUiYaml(locale, source)));

const schemas = folder('schemas');
for (const name of SCHEMA_NAMES) writeFileSync(new URL(`${name}.schema.json`, schemas), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
