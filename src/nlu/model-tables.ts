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
  /** Of each feature: its hash, and how many weights it has. Int32 and Uint8. */
  readonly hashes: string;
  readonly counts: string;
  /** Of each weight: its class, and how many steps. Uint8 and Int8. */
  readonly ofClass: string;
  readonly steps: string;
}

/** Features by hash (open addressing; a free slot's feature is −1), each with a stretch of classes and weights. */
export interface HeadTables {
  readonly mask: number;
  readonly hashOf: Int32Array;
  readonly featureOf: Int32Array;
  readonly from: Int32Array;
  readonly ofClass: Uint8Array;
  readonly weights: Float32Array;
}

/** Throws when a feature has more than 255 weights. */
export function packHeads({ classes, bias, step, features }: Heads): PackedHeads {
  const stored = Object.entries(features);
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
    hashes: base64(hashes),
    counts: base64(Uint8Array.from(counts)),
    ofClass: base64(Uint8Array.from(signs.filter((_, at) => at % 2 === 0))),
    steps: base64(Int8Array.from(signs.filter((_, at) => at % 2 === 1).map((at) => at - WEIGHT_MAX))),
  };
}

export function unpackHeads(packed: PackedHeads): HeadTables {
  const hashes = new Int32Array(bytes(packed.hashes));
  const counts = new Uint8Array(bytes(packed.counts));
  const steps = new Int8Array(bytes(packed.steps));
  const size = 1 << Math.ceil(Math.log2(hashes.length * 2 + 2));
  const mask = size - 1;
  const hashOf = new Int32Array(size);
  const featureOf = new Int32Array(size).fill(-1);
  const from = new Int32Array(hashes.length + 1);
  for (let feature = 0; feature < hashes.length; feature += 1) {
    from[feature + 1] = from[feature]! + counts[feature]!;
    const hash = hashes[feature]!;
    let slot = hash & mask;
    while (featureOf[slot]! >= 0) slot = (slot + 1) & mask;
    hashOf[slot] = hash;
    featureOf[slot] = feature;
  }
  const weights = new Float32Array(steps.length);
  for (let i = 0; i < steps.length; i += 1) weights[i] = steps[i]! * packed.step;
  return { mask, hashOf, featureOf, from, ofClass: new Uint8Array(bytes(packed.ofClass)), weights };
}

function base64({ buffer }: Int32Array | Uint8Array | Int8Array): string {
  return Buffer.from(buffer as ArrayBuffer).toString('base64');
}

/** A buffer of its own, so that numbers of four bytes begin where they must. */
function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, 'base64')).buffer;
}
