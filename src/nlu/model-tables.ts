import { hashFeature } from './features.ts';
import { type Heads, MODEL_SIGNS, WEIGHT_MAX } from './model-file.ts';

/**
 * What a side's model learnt as the build writes it: flat tables in base64, since reading tens of thousands of named features
 * would take longer than a whole conversation. Numbers of more than a byte stand as the processor has them, lowest byte first.
 */
export interface PackedHeads {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly step: number;
  readonly ruled?: readonly string[] | undefined;
  /** Of each feature: its hash, and how many weights it has. Int32 and Uint8. */
  readonly hashes: string;
  readonly counts: string;
  /** Of each weight: its class, and how many steps. Uint8 and Int8. */
  readonly ofClass: string;
  readonly steps: string;
}

/**
 * Features by hash, laid out so that one message touches little memory: it is the fetching of memory that costs. A feature's hash and
 * weights stand side by side; features with many weights, which are those that occur most, stand together in front.
 */
export interface HeadTables {
  readonly mask: number;
  /** Where a feature's row begins, by its hash (open addressing); 0: free. */
  readonly slots: Int32Array;
  /**
   * A row: the feature's hash; how many words of weights follow, in the lowest byte, the rest free for the reader's use; weights, two
   * a word, each its class and above it its steps, a byte each.
   */
  readonly rows: Int32Array;
  /** A bit for each hash that may be a feature's; most runs of characters are nobody's and go no further. */
  readonly filter: Int32Array;
}

const FEATURES_MAX = 0xfffe;

/** Throws when a feature has more than 255 weights, or a side more than 65,534 features. */
export function packHeads({ classes, bias, step, features, ruled }: Heads): PackedHeads {
  const stored = Object.entries(features).sort(([, a], [, b]) => b.length - a.length);
  if (stored.length > FEATURES_MAX)
    throw new Error(`${stored.length} features, and ${FEATURES_MAX} are the most`);
  const place = new Map([...MODEL_SIGNS].map((sign, at) => [sign, at]));
  const hashes = Int32Array.from(stored, ([name]) => hashFeature(name));
  const counts = stored.map(([, pairs]) => pairs.length >> 1);
  const crowded = counts.findIndex((count) => count > 255);
  if (crowded >= 0) throw new Error(`the feature ${stored[crowded]![0]} has more than 255 weights`);
  const signs = stored.flatMap(([, pairs]) => [...pairs].map((sign) => place.get(sign)!));
  return {
    classes,
    bias,
    step,
    ruled,
    hashes: base64(hashes),
    counts: base64(Uint8Array.from(counts)),
    ofClass: base64(Uint8Array.from(signs.filter((_, at) => at % 2 === 0))),
    steps: base64(Int8Array.from(signs.filter((_, at) => at % 2 === 1).map((at) => at - WEIGHT_MAX))),
  };
}

export function unpackHeads(packed: PackedHeads): HeadTables {
  const hashes = new Int32Array(bytes(packed.hashes));
  const counts = new Uint8Array(bytes(packed.counts));
  const classes = new Uint8Array(bytes(packed.ofClass));
  const steps = new Int8Array(bytes(packed.steps));
  const size = 1 << Math.ceil(Math.log2(hashes.length * 1.4 + 2));
  const mask = size - 1;
  const slots = new Int32Array(size);
  const filter = new Int32Array(size >> 2);
  const words = counts.reduce((sum, count) => sum + ((count + 1) >> 1), 0);
  const rows = new Int32Array(1 + hashes.length * 2 + words);
  let row = 1;
  let from = 0;
  for (let feature = 0; feature < hashes.length; feature += 1) {
    const hash = hashes[feature]!;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = row;
    filter[(hash >>> 5) & (filter.length - 1)]! |= 1 << hash;
    rows[row] = hash;
    rows[row + 1] = (counts[feature]! + 1) >> 1;
    row += 2;
    // Without a partner a weight stands beside one of no steps.
    for (let i = 0; i < counts[feature]!; i += 1)
      rows[row + (i >> 1)]! |= (classes[from + i]! | ((steps[from + i]! & 255) << 8)) << ((i & 1) << 4);
    row += rows[row - 1]!;
    from += counts[feature]!;
  }
  return { mask, slots, rows, filter };
}

function base64({ buffer }: Int32Array | Uint8Array | Int8Array): string {
  return Buffer.from(buffer as ArrayBuffer).toString('base64');
}

/** A buffer of its own, so that numbers of four bytes begin where they must. */
function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, 'base64')).buffer;
}
