import type { Transcript } from '../../src/model/event.ts';
import type { Locale } from '../../src/model/locale.ts';
import { readExample } from '../../src/scoring/rules/example.ts';

/** A transcript from the compact form of rule examples: `buyer: …`, `agent +8s: …`, `end +60s left`. */
export function transcriptOf(lines: string | readonly string[], locale: Locale = 'zh-CN'): Transcript {
  return readExample(typeof lines === 'string' ? lines : lines.join('\n'), locale);
}
