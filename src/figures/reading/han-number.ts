const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const GROUPS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** The value of 一百零三 or 四千六百; null for 七八 (a guess), 二〇一九 (a year) and for text that is no number. */
export function parseHanNumber(text: string): number | null {
  let [total, group, digit, smallest] = [0, 0, -1, Infinity];
  for (const char of text) {
    const value = DIGITS[char];
    if (value !== undefined) {
      if (digit > 0) return null;
      digit = value;
      continue;
    }
    const [ten, wide] = [TENS[char], GROUPS[char]];
    if (ten !== undefined) {
      if (ten >= smallest) return null;
      group += (digit < 0 ? 1 : digit) * ten;
      [digit, smallest] = [-1, ten];
    } else if (wide !== undefined) {
      const before = group + Math.max(digit, 0);
      if (before === 0) return null;
      total = (total + before) * wide;
      [group, digit, smallest] = [0, -1, Infinity];
    } else return null;
  }
  return total + group + Math.max(digit, 0);
}
