/**
 * Characters as words that no tokenizer splits, folds or guesses a language for: three of `0-9a-z` each, six for a bigram. Beyond
 * the ranges below several characters share a word; the text of each candidate is searched anyway.
 */
export const codeOf = (char: string): string =>
  slot(char.codePointAt(0) ?? 0)
    .toString(36)
    .padStart(LETTERS, "0");

const LETTERS = 3;
const SLOTS = 36 ** LETTERS;
/** Ranges with a word of their own: all below the Han characters, Han with its extension A, and the compatibility forms. */
const RANGES: readonly (readonly [from: number, to: number])[] = [
  [0, 0x4dc0],
  [0x4e00, 0xa000],
  [0xf900, 0x1_0000],
];
const OWN = RANGES.reduce((sum, [from, to]) => sum + to - from, 0);

function slot(code: number): number {
  let before = 0;
  for (const [from, to] of RANGES) {
    if (code >= from && code < to) return before + code - from;
    before += to - from;
  }
  return OWN + (code % (SLOTS - OWN));
}

/** The distinct bigrams of a folded text, in the order in which they first stand. */
export function bigramWords(folded: string): string[] {
  const codes = Array.from(folded, codeOf);
  return [...new Set(codes.slice(1).map((code, i) => (codes[i] ?? "") + code))];
}

export const characterWords = (folded: string): string[] => [...new Set(Array.from(folded, codeOf))];
