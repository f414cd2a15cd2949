import { openPeilian, type Peilian, type PlayOneOptions } from '../commands/library.ts';
import { createHttpPort } from '../connectors/http/port.ts';
import { createInProcessPort, type InProcessBot } from '../connectors/memory/in-process.ts';
import type { Transcript } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import type { AgentPort } from '../model/ports.ts';
import type { Finding, Scorecard } from '../model/scorecard.ts';
import { caseId } from '../play/case-id.ts';

/** A bot as a test names it: an address, a function from text to text, an object that speaks the house protocol, or a port. */
export type TestedBot =
  | string
  | ((text: string) => string | readonly string[] | Promise<string | readonly string[]>)
  | InProcessBot
  | AgentPort;

export interface ConverseOptions extends Pick<PlayOneOptions, 'seed' | 'latency' | 'shop'> {
  readonly scenario: string;
  /** Default: the first that the scenario is made for. */
  readonly persona?: string;
  /** Default `en`. */
  readonly locale?: Locale;
  /** From 1; a repetition is another conversation of the same case. */
  readonly repeat?: number;
  /** Where own personas and scenarios lie; the current folder by default. */
  readonly folder?: string;
}

/** One conversation that was played, with its score under any rubric. */
export interface Conversation {
  readonly id: string;
  readonly transcript: Transcript;
  readonly ending: string;
  readonly exchanges: number;
  /** Under the house rubric, or another one by id. */
  scorecard(rubric?: string): Scorecard;
  /** What costs points under a rubric, gravest first; strengths left out. */
  findings(rubric?: string): readonly Finding[];
  /** The line that plays this very conversation from a shell. */
  readonly repeatWith: string;
  /** As two columns of plain text, for the message of a failing test. */
  readonly text: string;
}

const opened = new Map<string, Peilian>();

/**
 * Plays one case against a bot, on the virtual clock. The same options and the same answers give the same conversation. Throws for
 * data that is missing or wrong, never for what the bot does.
 */
export async function converse(bot: TestedBot, options: ConverseOptions): Promise<Conversation> {
  const folder = options.folder ?? process.cwd();
  let peilian = opened.get(folder);
  if (peilian === undefined) opened.set(folder, (peilian = openPeilian(folder)));
  const { locale = 'en', seed = 1, repeat = 1, shop } = options;
  const persona = options.persona ?? firstPersona(peilian, options.scenario, locale);
  const key = { scenario: options.scenario, persona, locale, repeat };
  const port = portOf(bot);
  const scored = shop === undefined ? {} : { shop };
  try {
    const result = await peilian.play(key, port, {
      seed,
      ...scored,
      ...(options.latency === undefined ? {} : { latency: options.latency }),
    });
    const { transcript } = result;
    const known = new Map<string, Scorecard>([['house', result.scorecard]]);
    const scorecard = (rubric = 'house'): Scorecard => {
      let found = known.get(rubric);
      if (found === undefined)
        known.set(rubric, (found = peilian.score(transcript, key, { rubric, ...scored })));
      return found;
    };
    const ending = transcript.events.findLast((event) => event.type === 'ending');
    return {
      id: caseId(key),
      transcript,
      ending: ending?.type === 'ending' ? ending.ending : 'interrupted',
      exchanges: result.exchanges,
      scorecard,
      findings: (rubric) => scorecard(rubric).findings.filter((finding) => !finding.strength),
      repeatWith: `peilian run --case ${caseId(key)} --seed ${seed}${shop === undefined ? '' : ` --shop ${shop}`}${typeof bot === 'string' ? ` --bot ${bot}` : ''}`,
      text: asText(transcript),
    };
  } finally {
    // A port that was handed in serves other tests too.
    if (port !== bot) await port.close();
  }
}

function firstPersona(peilian: Peilian, scenario: string, locale: Locale): string {
  const [first] = peilian.cases({ scenarios: [scenario], locales: [locale] });
  if (first === undefined)
    throw new Error(`no scenario ${scenario} is there for ${locale}; see: peilian list scenarios`);
  return first.persona;
}

function portOf(bot: TestedBot): AgentPort {
  if (typeof bot === 'string') return createHttpPort({ url: bot });
  if (typeof bot === 'function')
    return createInProcessPort('tested', () => ({
      on: async (request) => {
        if (request.type !== 'message') return undefined;
        const said = await bot(request.text);
        return typeof said === 'string' ? { text: said } : { messages: said.map((text) => ({ text })) };
      },
    }));
  return 'open' in bot ? bot : createInProcessPort('tested', () => bot);
}

function asText({ events }: Transcript): string {
  return events
    .flatMap((event) => {
      if (event.type === 'message')
        return [`${String(event.index).padStart(3)} ${event.from.padEnd(6)} ${event.text}`];
      if (event.type === 'action')
        return [
          `${String(event.index).padStart(3)} ${event.by.padEnd(6)} · ${event.name} ${JSON.stringify(event.args)}`,
        ];
      return event.type === 'ending'
        ? [`${String(event.index).padStart(3)} ending ${event.ending}: ${event.reason}`]
        : [];
    })
    .join('\n');
}
