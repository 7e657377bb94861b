/**
 * Every character of a folded text is one position of the index: the bigram it begins, or, at the very end, the
 * character alone. Phrases of bigrams therefore find exactly the texts that contain a string, punctuation included. Decision 0030.
 */
export function bigrams(folded: string): string[] {
  const chars = Array.from(folded);
  return chars.slice(0, -1).map((char, i) => toTerm(char) + toTerm(chars[i + 1] ?? ""));
}

export const lastCharacter = (folded: string) => {
  const last = Array.from(folded).at(-1);
  return last === undefined ? [] : [toTerm(last)];
};

export const distinctCharacters = (folded: string) => [...new Set(folded)].map(toTerm);

/** FTS5's `ascii` tokenizer splits at ASCII punctuation, so it is indexed as its full-width form. */
export function toTerm(char: string): string {
  const code = char.charCodeAt(0);
  const punctuation = code > 0x20 && code < 0x7f && !/[0-9a-z]/i.test(char);
  return punctuation ? String.fromCharCode(code + 0xfee0) : char;
}

/** Folded text holds no plain `_`, so these, and the tokens of facets, never meet a bigram. */
/** Marks a section that is in the index by its heading only. */
export const NARROW_TOKEN = "_n";
export const headingToken = (bigram: string) => `_h${bigram}`;

/** A folded string as an FTS5 phrase; a single character is the beginning of some bigram. */
export function phrase(folded: string, mark: (term: string) => string = (term) => term): string {
  const terms = bigrams(folded);
  if (terms.length === 0) return `"${mark(toTerm(folded))}"*`;
  return `"${terms.map(mark).join(" ")}"`;
}
