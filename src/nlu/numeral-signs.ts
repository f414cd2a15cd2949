/** Han digit → twice its value and one (半 is a half), 0 for all other characters. */
const HAN_DIGITS = new Uint8Array(1 << 16);
for (const [sign, value] of Object.entries({
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  半: 0.5,
})) {
  HAN_DIGITS[sign.charCodeAt(0)] = value * 2 + 1;
}

/** −1: no numeral. */
export function hanValue(code: number): number {
  const stored = HAN_DIGITS[code]!;
  return stored === 0 ? -1 : (stored - 1) / 2;
}

/**
 * Marks what a number may begin with: a digit, a currency's sign, a numeral. Nearly every place of a text is told by this that it
 * begins none. Errs on the side of yes.
 */
export function numberHeads(currency: ReadonlySet<number>): Uint8Array {
  const heads = new Uint8Array(HEADS);
  for (const code of currency) heads[headOf(code)] = 1;
  for (let code = 48; code <= 57; code += 1) heads[headOf(code)] = 1;
  HAN_DIGITS.forEach((value, code) => {
    if (value > 0) heads[headOf(code)] = 1;
  });
  return heads;
}

const HEADS = 1 << 10;

/** Its place in `numberHeads`. */
export function headOf(code: number): number {
  return (code ^ (code >> 6)) & (HEADS - 1);
}
