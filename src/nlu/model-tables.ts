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
 * Features by hash, laid out so that one message touches little memory: it is the fetching of memory that costs. Features with many
 * weights, which are those that occur most, stand together in front.
 */
export interface HeadTables {
  readonly mask: number;
  /** A feature's number + 1 by its hash (open addressing); 0: free. */
  readonly slots: Uint16Array;
  /** Two numbers a feature: its hash, and where its weights begin × 256 + how many they are. */
  readonly features: Int32Array;
  /** A bit for each hash that may be a feature's; most runs of characters are nobody's and go no further. */
  readonly filter: Int32Array;
  /** Of each weight: its class × 256 + its place in `values`. */
  readonly weights: Uint16Array;
  /** What a stored number of steps is worth, from −128. */
  readonly values: Float64Array;
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
  const slots = new Uint16Array(size);
  const features = new Int32Array(hashes.length * 2);
  const filter = new Int32Array(size >> 2);
  let from = 0;
  for (let feature = 0; feature < hashes.length; feature += 1) {
    const hash = hashes[feature]!;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = feature + 1;
    features[feature * 2] = hash;
    features[feature * 2 + 1] = (from << 8) | counts[feature]!;
    filter[(hash >>> 5) & (filter.length - 1)]! |= 1 << hash;
    from += counts[feature]!;
  }
  const weights = new Uint16Array(steps.length);
  for (let i = 0; i < steps.length; i += 1) weights[i] = (classes[i]! << 8) | (steps[i]! + 128);
  const values = new Float64Array(256);
  for (let i = 0; i < 256; i += 1) values[i] = Math.fround((i - 128) * packed.step);
  return { mask, slots, features, filter, weights, values };
}

function base64({ buffer }: Int32Array | Uint8Array | Int8Array): string {
  return Buffer.from(buffer as ArrayBuffer).toString('base64');
}

/** A buffer of its own, so that numbers of four bytes begin where they must. */
function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, 'base64')).buffer;
}
