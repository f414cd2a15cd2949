/*
 * The script of a run's page: files without imports, put after one another by the command that writes the page. It reads the
 * data that stands in the page and lays it out; it asks for nothing, and every text goes in as text.
 */

type ChatData = import('../run/page-data.ts').ChatData;
type LineData = import('../run/page-data.ts').LineData;
type FindingData = import('../run/page-data.ts').FindingData;
type AxisData = import('../run/page-data.ts').AxisData;
type DriftData = import('../run/page-data.ts').DriftData;
type DriftLine = import('../run/page-data.ts').DriftLine;

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';
const head = JSON.parse(textOf('head')) as import('../run/page-data.ts').PageHead;
const words = JSON.parse(textOf('words')) as readonly string[];
const word = (key: string): string => head.ui[key] ?? key;
/** A line of JSON for each conversation, read when it is wanted. */
const chats: readonly string[] = textOf('chats').trim().split('\n');

function chatAt(place: number): ChatData | null {
  const text = chats[place];
  return text === undefined || text === '' ? null : (JSON.parse(text) as ChatData);
}

/** What may be found in a conversation, in small letters; made when it is first searched and kept. */
const found: string[] = [];

/** The lines themselves in small letters, made with the first search. */
let small: string[] | undefined;

/** Finds words, given in small letters. Most conversations are passed over without being read: their line lacks them. */
function finder(search: string): (place: number) => boolean {
  const escaped = JSON.stringify(search).slice(1, -1).replace(/</g, '\\u003c');
  // Titles of rules stand elsewhere; a line has their places.
  const titles = words.flatMap((each, index) => (each.toLowerCase().includes(search) ? [index] : []));
  const named = titles.length === 0 ? null : new RegExp(`"r":(?:${titles.join('|')})[,}]`);
  small ??= chats.map((each) => each.toLowerCase());
  const lines = small;
  return (place) => {
    const line = lines[place] ?? '';
    return (line.includes(escaped) || named?.test(line) === true) && foundIn(place).includes(search);
  };
}

function foundIn(place: number): string {
  let text = found[place];
  if (text === undefined) {
    const chat = chatAt(place);
    const findings = chat === null ? [] : [...chat.loose, ...chat.lines.flatMap(({ f }) => f ?? [])];
    const drifted = chat?.drift?.rounds.flatMap(({ sides }) => sides.flatMap(({ agent }) => agent)) ?? [];
    text = [
      chat?.title ?? '',
      ...(chat?.about ?? []),
      ...(chat?.lines.map(({ x }) => x) ?? []),
      ...findings.flatMap(({ r, m, b }) => [words[r] ?? '', m, b ?? '']),
      ...drifted,
    ]
      .join('\n')
      .toLowerCase();
    found[place] = text;
  }
  return text;
}
