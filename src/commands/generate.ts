import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nearest } from '../load/nearest.ts';
import type { ScenarioFile } from '../model/scenario.ts';
import { generatePersona } from '../play/generate/persona.ts';
import { generateScenario } from '../play/generate/scenario.ts';
import { createRandom } from '../random/stream.ts';
import { showPath } from '../system/library.ts';
import { writeWhole } from '../system/write-whole.ts';
import { type Data, openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';

export interface GenerateOptions {
  readonly seed?: number;
  readonly like?: string;
  readonly shop?: string;
  readonly stage?: ScenarioFile['stage'];
  readonly id?: string;
  readonly print?: boolean;
}

const KINDS = ['persona', 'scenario'] as const;
const ID = /^[a-z][a-z0-9-]*$/;

/** Draws a new persona or scenario and writes it where it is found by its id: `personas/`, `scenarios/cases/<stage>/`. */
export async function generate(what: string, options: GenerateOptions, io: CommandIo): Promise<ExitCode> {
  if (options.id !== undefined && !ID.test(options.id))
    throw new UsageError(io.ui('generate.bad-id', { id: options.id }));
  const data = openData(io.workingFolder);
  const seed = options.seed ?? randomInt(0, 4_294_967_296);
  const made = makers[kindOf(what, io)](data, seed, options, io);
  if (options.print) {
    io.out(made.yaml);
    return 0;
  }
  const path = join(io.workingFolder, made.path);
  if (existsSync(path))
    throw new UsageError(
      io.ui('generate.exists', { path: showPath(path, io.workingFolder) }),
      io.ui('generate.exists.hint'),
    );
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, made.yaml);
  io.out(`${io.ui('generate.wrote', { path: showPath(path, io.workingFolder), seed, id: made.id })}\n`);
  return 0;
}

interface Made {
  readonly id: string;
  readonly yaml: string;
  /** From the working folder. */
  readonly path: string;
}

const makers = {
  persona(data, seed, options) {
    const ids = data.library.ids('persona');
    const others = ids.map((id) => data.persona(id));
    const kinds = others.filter(({ tags }) => !tags.includes('generated'));
    const like = options.like
      ? data.persona(options.like)
      : createRandom(seed).stream('archetype', 0).pick(kinds);
    const made = generatePersona({ seed, like, others, ...(options.id ? { id: options.id } : {}) });
    return { ...made, path: join('personas', `${made.id}.yaml`) };
  },
  scenario(data, seed, options, io) {
    const others = data.library.ids('shop').map((id) => data.shop(id));
    const shop = options.shop ? data.shop(options.shop) : createRandom(seed).stream('shop', 0).pick(others);
    const made = generateScenario({
      seed,
      shop,
      others,
      ...(options.stage ? { stage: options.stage } : {}),
      ...(options.id ? { id: options.id } : {}),
    });
    if (made === null)
      throw new UsageError(io.ui('generate.no-case', { shop: shop.id }), io.ui('generate.no-case.hint'));
    return { ...made, path: join('scenarios', 'cases', made.stage, `${made.id}.yaml`) };
  },
} satisfies Record<
  (typeof KINDS)[number],
  (data: Data, seed: number, options: GenerateOptions, io: CommandIo) => Made
>;

function kindOf(what: string, io: CommandIo): (typeof KINDS)[number] {
  const kind = KINDS.find((each) => each === what);
  if (kind !== undefined) return kind;
  const near = nearest(what, KINDS);
  throw new UsageError(
    io.ui('generate.unknown', { what }),
    near === undefined
      ? io.ui('generate.kinds', { kinds: KINDS.join(', ') })
      : io.ui('usage.did-you-mean', { name: near }),
  );
}
