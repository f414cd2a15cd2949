import { kindOf, type LogConversation, type LogMessage, type LogRead } from './log.ts';

const DAY = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2}[-/]\d{4})`;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[AaPp][Mm])?`;
const WHEN = String.raw`(?:${DAY}[T\s]+)?${CLOCK}`;
const NAME = String.raw`[^:：\t\n()（）[\]]{1,40}?`;
/** Desks write shop and agent with a colon between: 暖暖小窝:小云. */
const NAME_BEFORE_TIME = String.raw`[^\t\n()（）[\]]{1,40}?`;

interface Shape {
  readonly pattern: RegExp;
  /** Which group is the time, the name, the text; 0: there is none, and the text stands on the lines below. */
  readonly groups: readonly [when: number, name: number, text: number];
}

/** The heads of messages in the logs of shop desks and help desks, the strictest first. */
const SHAPES: readonly Shape[] = [
  // [2026-11-11 20:15:03] 小云: 您好     20:15 Sam: Hello
  {
    pattern: new RegExp(`^[[(（]?(${WHEN})[\\])）]?[\\s\\-–|]+(${NAME})\\s*[:：]\\s*(.*)$`),
    groups: [1, 2, 3],
  },
  // 小云(2026-11-11 20:15:03): 您好     Sam (20:15): Hello
  {
    pattern: new RegExp(`^(${NAME_BEFORE_TIME})\\s*[(（[](${WHEN})[)）\\]]\\s*[:：]?\\s*(.*)$`),
    groups: [2, 1, 3],
  },
  // 小云  2026-11-11 20:15:03     (text below)
  { pattern: new RegExp(`^(${NAME_BEFORE_TIME})[\\s]+(${WHEN})\\s*$`), groups: [2, 1, 0] },
  // 2026-11-11 20:15:03  小云     (text below)
  { pattern: new RegExp(`^(${WHEN})[\\s]{1,}([^\\d\\s:：][^:：\\n]{0,39})$`), groups: [1, 2, 0] },
  // 小云: 您好     Buyer: hello     买家：在吗
  { pattern: /^([^\s:：\d/][^:：\n]{0,29}?)\s*[:：]\s*(.+)$/, groups: [0, 1, 2] },
];

const DAY_LINE = new RegExp(
  `^[\\s=\\-—*·#]*(${DAY})(?:\\s*(?:星期|周)[一二三四五六日天]|,?\\s*\\w+day)?[\\s=\\-—*·#]*$`,
);
const PARTED =
  /^\s*(?:[=\-—*_#]{4,}|(?:会话|对话|聊天记录|conversation|chat|ticket)\s*#?\s*[\w-]*\s*[:：]?\s*)$/i;
const SYSTEM =
  /^(?:系统(?:消息|提示)?|通知|system|chat (?:started|ended|transcript)|.{1,30} (?:has )?(?:joined|left) the (?:chat|conversation)|以上是(?:打招呼|历史)|您已?接入|会话(?:已)?(?:开始|结束)|客服.{0,12}(?:接入|为您服务))/i;

/**
 * Plain text of one chat or several: a name with or without a time before each message, in any of the usual shapes; several lines
 * a message, lines that name a day, lines of the system. Conversations are parted by a ruled line or a heading.
 */
export function readChatText(text: string): LogRead {
  const conversations: LogConversation[] = [];
  const unread: { line: number; text: string }[] = [];
  let messages: Writable<LogMessage>[] = [];
  let day: string | null = null;
  let open: Writable<LogMessage> | null = null;
  const found = shapeOf(text);
  const shape = found?.shape ?? null;
  const speaks = (name: string) => found?.speakers.has(name) ?? false;
  const end = () => {
    const filled = messages.filter(({ text: said, kind }) => said !== '' || kind !== 'message');
    if (filled.length > 0) conversations.push({ id: String(conversations.length + 1), messages: filled });
    messages = [];
    open = null;
  };
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.replace(/[\u200b\ufeff]/g, '').trimEnd();
    const bare = line.trim();
    if (bare === '') continue;
    const dayLine = DAY_LINE.exec(bare);
    if (dayLine !== null) {
      day = plainDay(dayLine[1]!);
      open = null;
      continue;
    }
    if (PARTED.test(bare)) {
      end();
      continue;
    }
    const head = shape === null ? null : headOf(bare, shape);
    if (head !== null && speaks(head.name) && !SYSTEM.test(head.name)) {
      open = {
        speaker: head.name,
        at: head.when === null ? null : momentOf(head.when, day),
        text: head.text,
        kind: kindOf(head.text),
        line: index + 1,
      };
      if (head.when !== null) day = dayIn(head.when) ?? day;
      messages.push(open);
    } else if (SYSTEM.test(bare) || (head !== null && SYSTEM.test(head.name))) {
      messages.push({ speaker: '', at: null, text: bare, kind: 'system', line: index + 1 });
      open = null;
    } else if (open !== null) {
      open.text = open.text === '' ? bare : `${open.text}\n${bare}`;
      open.kind = kindOf(open.text);
    } else unread.push({ line: index + 1, text: bare });
  }
  end();
  return { conversations, unread };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface ShapeFound {
  readonly shape: Shape;
  /** Who speaks: without times, a word before a colon is a name only where it comes again or names a side. */
  readonly speakers: ReadonlySet<string>;
}

const SIDE =
  /买家|卖家|客服|顾客|客户|用户|机器人|buyer|seller|customer|agent|client|support|bot|user|visitor/i;

/** The shape that most lines of the text have; one file has one shape. The strictest wins where it does nearly as well. */
function shapeOf(text: string): ShapeFound | null {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  let best: (ShapeFound & { readonly count: number }) | null = null;
  for (const shape of SHAPES) {
    const names = new Map<string, number>();
    for (const line of lines) {
      const found = headOf(line, shape);
      if (found !== null) names.set(found.name, (names.get(found.name) ?? 0) + 1);
    }
    const timed = shape.groups[0] !== 0;
    const speakers = new Set(
      [...names].flatMap(([name, count]) =>
        timed || count > 1 || names.size <= 2 || SIDE.test(name) ? [name] : [],
      ),
    );
    const count = [...speakers].reduce((sum, name) => sum + names.get(name)!, 0);
    if (count > (best?.count ?? 0) * 1.5) best = { shape, speakers, count };
  }
  return best;
}

function headOf(line: string, { pattern, groups: [when, name, text] }: Shape) {
  const found = pattern.exec(line);
  if (found === null) return null;
  return {
    when: when === 0 ? null : found[when]!.trim(),
    name: found[name]!.trim(),
    text: text === 0 ? '' : found[text]!.trim(),
  };
}

function momentOf(when: string, day: string | null): string | null {
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp][Mm])?\s*$/.exec(when);
  if (clock === null) return null;
  let hour = Number(clock[1]);
  const half = clock[4]?.toLowerCase();
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  if (hour > 23 || Number(clock[2]) > 59) return null;
  return `${dayIn(when) ?? day ?? UNKNOWN_DAY} ${String(hour).padStart(2, '0')}:${clock[2]}:${clock[3] ?? '00'}`;
}

/** A log with times of day alone happened on some day; the times between messages are what counts. */
const UNKNOWN_DAY = '2000-01-01';

function dayIn(when: string): string | null {
  const found = new RegExp(DAY).exec(when);
  return found === null ? null : plainDay(found[0]);
}

function plainDay(text: string): string {
  const year = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  const [y, m, d] = year === null ? text.split(/[-/]/).reverse() : year.slice(1);
  return `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}`;
}
