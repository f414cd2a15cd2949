/*
 * What the page of a run holds as JSON: of each conversation one line, read by the script of the page when it is opened. All
 * words are made and made inert here; the script only lays them out. Keys are short since they stand there ten thousand times.
 */

export interface PageHead {
  /** Words of the interface that the script needs. */
  readonly ui: Readonly<Record<string, string>>;
  /** Language of the page, so that others are marked. */
  readonly lang: string;
}

/** Words that occur again and again are named by their place in a list that stands after the conversations. */
export type WordIndex = number;

export interface ChatData {
  /** Language of what was said. */
  readonly lang: string;
  readonly title: string;
  /** Tone and word of the verdict. */
  readonly verdict: readonly [Tone, string];
  /** Facts under the title: id, ending, seed. */
  readonly about: readonly string[];
  readonly scores: readonly (readonly [name: WordIndex, value: number | null])[];
  /** In the language of the conversation. */
  readonly reasons: readonly string[];
  /** In the language of the page. */
  readonly notes: readonly string[];
  readonly command: string;
  /** `null`: the transcript was not there. */
  readonly axis: AxisData | null;
  readonly lines: readonly LineData[];
  /** Findings that belong to no line. */
  readonly loose: readonly FindingData[];
  readonly drift?: DriftData;
}

export type Tone = 'good' | 'warn' | 'bad' | 'soft';

export interface LineData {
  /** buyer, agent, system message, deed, mood */
  readonly s: 'b' | 'a' | 'y' | 'd' | 'm';
  /** `1:05` since the conversation began. */
  readonly t: string;
  readonly x: string;
  /** What was waited for this answer. */
  readonly w?: readonly [Tone, string];
  /** What a simulated buyer meant. */
  readonly a?: readonly WordIndex[];
  readonly f?: readonly FindingData[];
}

export interface FindingData {
  /** Title of the rule. */
  readonly r: WordIndex;
  readonly v: Tone;
  /** Severity. */
  readonly s: WordIndex;
  readonly p: number;
  readonly m: string;
  /** Better words. */
  readonly b?: string;
}

/** In a picture 800 wide and 60 high. */
export interface AxisData {
  /** The buyer's mood as a path, empty where it is not known. */
  readonly mood: string;
  readonly waits: readonly (readonly [x: number, width: number, tone: Tone, text: string])[];
  readonly ticks: readonly (readonly [x: number, text: string])[];
  readonly faults: readonly number[];
}

export interface DriftData {
  readonly level: readonly [Tone, string];
  /** Of the whole conversation. */
  readonly items: readonly DriftLine[];
  readonly rounds: readonly {
    readonly name: string;
    readonly buyer: readonly string[];
    readonly sides: readonly [recorded: DriftCell, today: DriftCell];
    readonly items: readonly DriftLine[];
  }[];
}

export type DriftLine = readonly [tone: Tone, level: WordIndex, text: string];

export interface DriftCell {
  readonly agent: readonly string[];
  /** Deeds, and how long it took. */
  readonly notes: readonly string[];
}
