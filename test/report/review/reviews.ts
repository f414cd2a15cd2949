import { readFileSync } from 'node:fs';
import type { Override } from '../../../src/model/override.ts';
import { parseCaseId } from '../../../src/play/case-id.ts';
import { rootOf } from '../../../src/play/rewind/branch.ts';
import { buildReview } from '../../../src/report/review/build-review.ts';
import type { Review } from '../../../src/report/review/review.ts';
import { readTranscripts } from '../../../src/transcript/read.ts';
import { shipped } from '../../helpers/play-helpers.ts';

export const all = shipped();

/** The review of a kept conversation. */
export function reviewOf(name: string, overrides: readonly Override[] = []): Review {
  const text = readFileSync(new URL(`../../../transcripts/golden/${name}.jsonl`, import.meta.url), 'utf8');
  const { transcript } = readTranscripts(text).conversations[0]!;
  const inputs = all.inputs(parseCaseId(rootOf(transcript.header.case))!);
  return buildReview({
    transcript,
    ...all.scoring,
    scenario: inputs.scenario,
    persona: inputs.persona,
    shop: inputs.shop,
    market: inputs.market,
    reader: inputs.language.reader,
    overrides,
  });
}

export const BAD_ZH = 'third-party-bot.quality-complaint.complainer-quality.zh-CN';
export const GOOD_EN = 'haggle-floor.haggler.en';
