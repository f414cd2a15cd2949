import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { checkedPacks } from '../commands/wiring/packs.ts';

// Run by the build, from dist/packs, after the packs are JSON: holds each against its schema, so that nothing has to at run
// time, and keeps what was converted on the way.
const folder = new URL('./checked/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
const packs = checkedPacks();
mkdirSync(folder, { recursive: true });
for (const [path, pack] of packs)
  writeFileSync(new URL(`./${path}.json`, import.meta.url), JSON.stringify(pack));
