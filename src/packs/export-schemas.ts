import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemaOf, SCHEMA_NAMES } from '../load/json-schemas.ts';

// Run by the build, from dist/packs: a JSON Schema of every kind of file, for editors and for other programs.
const folder = new URL('../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of SCHEMA_NAMES)
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
