import type { FactValue } from '../model/fact.ts';

/**
 * Whether a told value agrees with a true one. Ranges of time agree when they overlap (3天 agrees with 2–4 days); measures agree
 * within two per cent, so that 1.5 L and 1.48 L do.
 */
export function factEquals(told: FactValue, truth: FactValue): boolean {
  switch (told.kind) {
    case 'money':
      return truth.kind === 'money' && told.minor === truth.minor;
    case 'discount':
      return truth.kind === 'discount' && Math.abs(told.payShare - truth.payShare) < 0.005;
    case 'threshold-off':
      return (
        truth.kind === 'threshold-off' &&
        told.thresholdMinor === truth.thresholdMinor &&
        told.offMinor === truth.offMinor
      );
    case 'bundle':
      return truth.kind === 'bundle' && told.quantity === truth.quantity && told.minor === truth.minor;
    case 'quantity':
      return truth.kind === 'quantity' && told.count === truth.count;
    case 'duration':
      return truth.kind === 'duration' && told.msMin <= truth.msMax && truth.msMin <= told.msMax;
    case 'date':
      return truth.kind === 'date' && datesAgree(told, truth);
    case 'measure':
      return (
        truth.kind === 'measure' &&
        unitsAgree(told.unit, truth.unit) &&
        Math.abs(told.value - truth.value) <= Math.abs(truth.value) * 0.02
      );
    case 'percent':
      return truth.kind === 'percent' && Math.abs(told.percent - truth.percent) < 0.5;
    case 'freight-payer':
      return truth.kind === 'freight-payer' && told.payer === truth.payer;
    case 'free-freight':
      return truth.kind === 'free-freight' && told.free === truth.free;
    case 'availability':
      return truth.kind === 'availability' && told.available === truth.available;
    case 'order-state':
      return truth.kind === 'order-state' && told.state === truth.state;
    case 'attribute':
      return truth.kind === 'attribute' && told.attribute === truth.attribute && told.value === truth.value;
    case 'size':
      return truth.kind === 'size' && told.size.toLowerCase() === truth.size.toLowerCase();
    case 'colour':
      return truth.kind === 'colour' && told.colour === truth.colour;
    case 'region':
      return truth.kind === 'region' && told.region === truth.region;
    case 'courier':
      return truth.kind === 'courier' && told.courier === truth.courier;
    case 'product':
      return truth.kind === 'product' && told.product === truth.product;
    case 'material':
      return truth.kind === 'material' && told.material === truth.material;
    case 'order-number':
    case 'tracking-number':
    case 'phone':
    case 'url':
      return truth.kind === told.kind && told.value === truth.value;
  }
}

type DateFact = Extract<FactValue, { kind: 'date' }>;

/** Dates agree when they share at least one way of naming the day and none of the shared ones differs. */
function datesAgree(told: DateFact, truth: DateFact): boolean {
  const shared = (['dayOffset', 'month', 'day', 'weekday'] as const).filter(
    (key) => told[key] !== undefined && truth[key] !== undefined,
  );
  if (shared.length === 0) return false;
  // "by Friday" is kept by anything up to Friday.
  if (told.by && told.dayOffset !== undefined && truth.dayOffset !== undefined)
    return told.dayOffset >= truth.dayOffset;
  return shared.every((key) => told[key] === truth[key]);
}

function unitsAgree(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
