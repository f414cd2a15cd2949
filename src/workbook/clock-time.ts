/**
 * A time of the day as people write it in a cell: `16:00`, `16：30`, `4 pm`, `4.30pm`, `16点`, `下午4点半`, `晚上8点15分`.
 * The date that a spreadsheet puts before it is passed over. Returns `HH:MM`, or undefined where it is none of these.
 */
export function readClockTime(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/^\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]/, '')
    .replace(/\s+/g, '')
    .toLowerCase();
  const latin = /^(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?([ap])\.?m\.?$/.exec(plain);
  if (latin !== null)
    return clock(Number(latin[1]), Number(latin[2] ?? 0), latin[3] === 'p' ? 'after' : 'before');
  const chinese = /^(早上|上午|凌晨|中午|下午|傍晚|晚上)?(\d{1,2})(?:点钟?|时)(?:(半)|(\d{1,2})分?)?$/.exec(
    plain,
  );
  if (chinese !== null)
    return clock(Number(chinese[2]), chinese[3] ? 30 : Number(chinese[4] ?? 0), HALF[chinese[1] ?? '']);
  const plainClock = /^(早上|上午|凌晨|中午|下午|傍晚|晚上)?(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain);
  return plainClock === null
    ? undefined
    : clock(Number(plainClock[2]), Number(plainClock[3]), HALF[plainClock[1] ?? '']);
}

type Half = 'before' | 'after';

/** Which half of the day a word speaks of; 中午 is left to the figure (中午11点半, 中午1点). */
const HALF: Readonly<Record<string, Half | 'noon'>> = {
  早上: 'before',
  上午: 'before',
  凌晨: 'before',
  中午: 'noon',
  下午: 'after',
  傍晚: 'after',
  晚上: 'after',
};

function clock(hour: number, minute: number, half?: Half | 'noon'): string | undefined {
  const named =
    half === undefined || hour > 12
      ? hour
      : half === 'noon'
        ? hour < 6
          ? hour + 12
          : hour
        : (hour % 12) + (half === 'after' ? 12 : 0);
  if (named > 23 || minute > 59) return undefined;
  return `${String(named).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
