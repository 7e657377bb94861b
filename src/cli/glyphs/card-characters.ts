/** Unified ideographs as Unicode had them first: all of GBK, and nearly every character of a name of a place. */
const IDEOGRAPHS = [0x4e00, 0x9fff] as const;

/** Signs of GB 2312 that a title may hold: its first nine rows, without the frames of tables. */
const SIGN_ROWS = [0xa1, 0xa3] as const;
const LATIN = [
  [0x20, 0x7e],
  [0xa0, 0xff],
] as const;
/** Dashes, quotation marks and dots; brackets and 〇. */
const MARKS = [
  [0x2010, 0x203f],
  [0x3000, 0x301f],
] as const;

/** The characters that a card can show: Latin letters, the signs and full-width forms of GB 2312, every ideograph of the basic block. */
export function cardCharacters(): number[] {
  const gb2312 = new TextDecoder("gb2312", { fatal: false });
  const signs: number[] = [];
  for (let row = SIGN_ROWS[0]; row <= SIGN_ROWS[1]; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const [codePoint] = Array.from(gb2312.decode(Uint8Array.of(row, cell)), (each) => each.codePointAt(0) ?? 0);
      if (codePoint !== undefined && codePoint !== 0xfffd) signs.push(codePoint);
    }
  return [...new Set([...LATIN.flatMap(range), ...MARKS.flatMap(range), ...signs, ...range(IDEOGRAPHS)])];
}

const range = ([first, last]: readonly [number, number]) =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n);
