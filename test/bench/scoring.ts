import type { Transcript, TranscriptEvent } from '../../dist/model/event.js';
import { createReader } from '../../dist/nlu/reader.js';
import { vocabularyOf } from '../../dist/nlu/vocabulary.js';
import type { CaseInputs } from '../../dist/play/inputs.js';
import { scoreTranscript } from '../../dist/play/play.js';
import { loadLocalePack } from '../../dist/system/packs.js';
import { answerer, inputs, play, scoring } from './stage.ts';
import { report } from './table.ts';

/** Transcripts of about twenty messages, those of 16 to 24; scored as if read from disk: no message was met before. */
export async function scoringRows(scale: number): Promise<void> {
  const kept: { readonly transcript: Transcript; readonly input: CaseInputs }[] = [];
  let i = 0;
  await play(answerer(true), inputs.length, 1, false, ({ transcript }) => {
    const input = forgetful(inputs[i++]!);
    const messages = messagesIn(transcript);
    if (messages >= 16 && messages <= 24) kept.push({ transcript, input });
  });
  const messages = kept.reduce((sum, { transcript }) => sum + messagesIn(transcript), 0);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < Math.max(5, Math.round(16 * scale)); round += 1)
    best = Math.min(
      best,
      cpuUs(() => {
        for (const { transcript, input } of kept) scoreTranscript(transcript, input, scoring);
      }),
    );
  report(
    `transcripts of 20 messages scored in a second of one core (${kept.length}, none remembered)`,
    (1e6 * messages) / (20 * best),
    '/s',
    ['≥', 2_500],
  );

  const [first] = kept;
  if (first === undefined) return;
  const short = stretched(first.transcript, 10_000);
  const long = stretched(first.transcript, 100_000);
  const score = (transcript: Transcript) =>
    cpuUs(() => void scoreTranscript(transcript, first.input, scoring));
  score(short);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const tenThousand = Math.min(score(short), score(short));
  const hundredThousand = score(long);
  globalThis.gc?.();
  report('scoring 100,000 messages against 10,000', hundredThousand / tenThousand, '×', ['≤', 15]);
  report(
    'memory that scoring 100,000 messages leaves behind',
    (process.memoryUsage().heapUsed - before) / 1_048_576,
    'MB',
    globalThis.gc === undefined ? null : ['≤', 16],
  );
}

function cpuUs(work: () => void): number {
  const cpu = process.cpuUsage();
  work();
  const used = process.cpuUsage(cpu);
  return used.user + used.system;
}

function messagesIn({ events }: Transcript): number {
  return events.filter((event) => event.type === 'message').length;
}

function forgetful(input: CaseInputs): CaseInputs {
  const { locale } = input.key;
  const reader = createReader(loadLocalePack(locale), vocabularyOf(input.shop, locale), true);
  return { ...input, language: { ...input.language, reader } };
}

/** The same conversation over and over, as one of so many messages. */
function stretched(transcript: Transcript, messages: number): Transcript {
  const { header, events, id } = transcript;
  const said = events.filter((event) => event.type === 'message' || event.type === 'buyer-state');
  const last = events.at(-1)!;
  const spread = last.t + 10_000;
  const long: TranscriptEvent[] = [header];
  for (let round = 0, count = 0; count < messages; round += 1)
    for (const event of said) {
      if (event.type === 'message') count += 1;
      long.push({ ...event, index: long.length, t: event.t + round * spread });
    }
  long.push({ ...last, index: long.length, t: long.at(-1)!.t + 1_000 });
  return { id, header, events: long };
}
