import type { LatencyMode } from '../model/event.ts';

/** Answers faster than this count as `COARSE_ANSWER_MS` in coarse mode, so that a slow machine changes no conversation. */
export const COARSE_LIMIT_MS = 5_000;
export const COARSE_ANSWER_MS = 1_000;

/**
 * How long after its inbound an answer arrives in session time. `measuredMs` is what it really took, `declaredMs` what the
 * bot asked for on top.
 */
export function answerDelay(mode: LatencyMode, measuredMs: number, declaredMs = 0): number {
  switch (mode) {
    case 'declared':
      return Math.round(declaredMs);
    case 'coarse':
      return Math.round((measuredMs < COARSE_LIMIT_MS ? COARSE_ANSWER_MS : measuredMs) + declaredMs);
    case 'measured':
      return Math.round(measuredMs + declaredMs);
  }
}
