import type { FactValue } from '../model/fact.ts';
import type { Truth } from './truth-types.ts';

/**
 * Whether a told value says no more and no less than a true one. Money and counts must be equal; a span must lie in the true
 * span ("within n" is judged by its end); a date must agree in every part that was told. Roles and legs only count where
 * both sides have one. Names are compared without case, and one may hold the other (云雀 for 云雀快递).
 */
export function factMatches(told: FactValue, true_: FactValue): boolean {
  if (told.kind !== true_.kind) return false;
  switch (told.kind) {
    case 'money':
      return told.minor === (true_ as typeof told).minor && agrees(told.role, (true_ as typeof told).role);
    case 'discount':
      return Math.abs(told.payShare - (true_ as typeof told).payShare) < 1e-6;
    case 'duration':
      return inSpan(told, true_ as typeof told);
    case 'date':
      return agreesInDate(told, true_ as typeof told);
    case 'quantity':
      return told.count === (true_ as typeof told).count;
    case 'percent':
      return Math.abs(told.percent - (true_ as typeof told).percent) < 1e-6;
    case 'measure':
      return (
        Math.abs(told.value - (true_ as typeof told).value) < 1e-6 &&
        sameName(told.unit, (true_ as typeof told).unit)
      );
    case 'freight-payer':
      return (
        told.payer === (true_ as typeof told).payer &&
        (told.leg === undefined ||
          (true_ as typeof told).leg === undefined ||
          told.leg === 'both' ||
          (true_ as typeof told).leg === 'both' ||
          told.leg === (true_ as typeof told).leg)
      );
    case 'material':
      return holds(told.material, (true_ as typeof told).material);
    case 'courier':
      return holds(told.courier, (true_ as typeof told).courier);
    case 'colour':
      return holds(told.colour, (true_ as typeof told).colour);
    case 'region':
      return holds(told.region, (true_ as typeof told).region);
    case 'size':
      return sameName(told.size, (true_ as typeof told).size);
    default:
      return sameFields(told, true_);
  }
}

/** Whether a told value equals any true one, required or not. `undefined`: the truth says nothing of that kind. */
export function agreesWithTruth(told: FactValue, truth: Truth): boolean | undefined {
  const sameKind = truth.groups.flatMap((group) => group.values).filter((value) => value.kind === told.kind);
  if (sameKind.length === 0) return undefined;
  return sameKind.some((value) => factMatches(told, value));
}

type Span = Extract<FactValue, { kind: 'duration' }>;
function inSpan(told: Span, span: Span): boolean {
  const slack = 60_000;
  const end = told.msMax >= span.msMin - slack && told.msMax <= span.msMax + slack;
  return end && (told.msMin === 0 || told.msMin >= span.msMin - slack || told.msMin === told.msMax);
}

type DateFact = Extract<FactValue, { kind: 'date' }>;
function agreesInDate(told: DateFact, truth: DateFact): boolean {
  const parts = ['dayOffset', 'month', 'day', 'weekday', 'timeOfDay'] as const;
  const shared = parts.filter((part) => told[part] !== undefined && truth[part] !== undefined);
  return shared.length > 0 && shared.every((part) => told[part] === truth[part]);
}

function agrees<T>(a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function holds(a: string, b: string): boolean {
  const [left, right] = [bare(a), bare(b)];
  return (
    left === right || (left.length > 1 && right.includes(left)) || (right.length > 1 && left.includes(right))
  );
}

function sameName(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '');
}

function sameFields(a: object, b: object): boolean {
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys(right).every(
    (key) => key === 'span' || left[key] === undefined || left[key] === right[key],
  );
}
