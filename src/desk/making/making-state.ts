import { type Editor, EMPTY_EDITOR } from '../../ui/editor.ts';
import type { Size } from '../../ui/terminal.ts';

/** Where something is chosen from a list. */
export const LISTS = ['begin', 'stage', 'about', 'persona', 'difficulty', 'should', 'good', 'never'] as const;
export type ListPage = (typeof LISTS)[number];
export type Page = ListPage | 'paste' | 'read' | 'preview' | 'edit' | 'written';

/** From a chat: what was read, then four questions. From nothing: four choices, then what a good end is. */
export const FROM_CHAT: readonly Page[] = [
  'begin',
  'paste',
  'read',
  'about',
  'should',
  'good',
  'never',
  'preview',
];
export const FROM_NOTHING: readonly Page[] = [
  'begin',
  'stage',
  'about',
  'persona',
  'difficulty',
  'should',
  'good',
  'never',
  'preview',
];

export interface Option {
  readonly key: string;
  readonly label: string;
}

export interface List {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** Index of the marked option. */
  readonly at: number;
  /** More than one may be chosen. */
  readonly several: boolean;
  /** An option that goes with no other one, such as “nothing”. */
  readonly alone?: string;
}

export interface Remark {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
}

export interface PreviewView {
  readonly title: string;
  readonly summary: string;
  readonly wishes: readonly string[];
  /** How each agent did, then what to look at. */
  readonly remarks: readonly Remark[];
  readonly yaml: string;
}

/** A case in the making, as plain data. */
export interface MakingState {
  readonly size: Size;
  readonly page: Page;
  readonly fromChat: boolean;
  /** The file that was named on the command line: nothing is pasted then. */
  readonly fileGiven: boolean;
  readonly paste: Editor;
  readonly yaml: Editor;
  readonly lists: Readonly<Record<ListPage, List>>;
  readonly read: readonly Remark[];
  readonly preview: PreviewView | null;
  readonly written: readonly string[];
  /** Something is being done; keys wait for it, only leaving does not. */
  readonly busy: 'reading' | 'playing' | 'writing' | null;
  readonly notice: Remark | null;
  readonly scroll: number;
  /** Asked whether to leave. */
  readonly leaving: boolean;
}

export type MakingInput =
  | { readonly type: 'read'; readonly rows: readonly Remark[] }
  | {
      readonly type: 'list';
      readonly list: ListPage;
      readonly options: readonly Option[];
      readonly chosen: readonly string[];
    }
  | { readonly type: 'preview'; readonly preview: PreviewView }
  | { readonly type: 'written'; readonly rows: readonly string[] }
  /** What was to be done cannot be: told, and back to where it was asked for. */
  | { readonly type: 'failed'; readonly text: string };

export type MakingEffect =
  /** Answered by `read` and the list of subjects. */
  | { readonly do: 'read'; readonly text: string }
  | { readonly do: 'read-file'; readonly file: string }
  /** Answered by the list of subjects of the stage. */
  | { readonly do: 'stage'; readonly stage: string }
  /** Answered by the lists of goals. */
  | { readonly do: 'about'; readonly subject: string }
  /** Answered by `preview`. */
  | { readonly do: 'play'; readonly chosen: Readonly<Record<ListPage, readonly string[]>> }
  | { readonly do: 'play-edited'; readonly yaml: string }
  /** Answered by `written`. */
  | { readonly do: 'write' }
  | { readonly do: 'leave' };

const EMPTY_LIST: List = { options: [], chosen: [], at: 0, several: false };
const SEVERAL: ReadonlySet<ListPage> = new Set<ListPage>(['should', 'good', 'never']);

export function listOf(list: ListPage, options: readonly Option[], chosen: readonly string[]): List {
  const several = SEVERAL.has(list);
  const kept = chosen.filter((key) => options.some((option) => option.key === key));
  return {
    options,
    chosen: several ? kept : kept.slice(0, 1),
    at: Math.max(
      0,
      options.findIndex(({ key }) => kept.includes(key)),
    ),
    several,
    ...(list === 'never' ? { alone: 'nothing' } : {}),
  };
}

export interface MakingStart {
  readonly size: Size;
  readonly fileGiven: boolean;
  /** `begin`, `stage`, `persona`, `difficulty`: what does not follow from a chat. */
  readonly lists: Partial<Record<ListPage, List>>;
  /** Begin with choices, without asking for a chat. */
  readonly fromNothing: boolean;
}

export function initialMaking({ size, fileGiven, lists, fromNothing }: MakingStart): MakingState {
  return {
    size,
    page: fileGiven ? 'read' : fromNothing ? 'stage' : 'begin',
    fromChat: fileGiven,
    fileGiven,
    paste: EMPTY_EDITOR,
    yaml: EMPTY_EDITOR,
    lists: Object.fromEntries(LISTS.map((list) => [list, lists[list] ?? EMPTY_LIST])) as Record<
      ListPage,
      List
    >,
    read: [],
    preview: null,
    written: [],
    busy: fileGiven ? 'reading' : null,
    notice: null,
    scroll: 0,
    leaving: false,
  };
}

export const isList = (page: Page): page is ListPage => (LISTS as readonly string[]).includes(page);

/** The page after or before this one on the way it is made; itself at the ends. */
export function pageBeside(state: MakingState, by: 1 | -1): Page {
  const path = state.fromChat ? FROM_CHAT : FROM_NOTHING;
  const first = state.fileGiven ? path.indexOf('read') : 0;
  const at = path.indexOf(state.page);
  return path[Math.max(first, Math.min(path.length - 1, at + by))] ?? state.page;
}
