import { bigramWords, codeOf } from "./term-code.ts";

/** Meilisearch takes the first ten parts of a query, a phrase being one however long, and the first 1,000 tokens. */
const MOST_PHRASES = 10;
const MOST_WORDS = 360;
/** So many bigrams of one piece tell it from all else. The text of each candidate is searched anyway. */
const WORDS_A_PIECE = 48;

/** A query whose hits hold every folded string, and perhaps not in one run: with `byAttribute` a phrase only says together. */
export function allOf(pieces: readonly string[], without: readonly string[] = []): string {
  const each = Math.max(1, Math.min(WORDS_A_PIECE, Math.floor(MOST_WORDS / Math.max(1, pieces.length))));
  const words = pieces.map((piece) => spread(wordsOf(piece), each));
  const parts = words.length > MOST_PHRASES ? [words.flat()] : words;
  return [...parts.map((part) => `"${part.join(" ")}"`), ...negatives(without)].join(" ");
}

const wordsOf = (piece: string) => {
  const words = bigramWords(piece);
  return words.length > 0 ? words : [codeOf(piece)];
};

/** At most `most` of them, the first and the last included. */
function spread(words: readonly string[], most: number): string[] {
  if (words.length <= most) return [...words];
  if (most === 1) return words.slice(0, 1);
  const step = (words.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => words[Math.round(i * step)] ?? "");
}

/** A single word is left out here exactly; longer pieces are judged by the text. */
const negatives = (pieces: readonly string[]) =>
  pieces.flatMap((piece) => (wordsOf(piece).length === 1 ? wordsOf(piece).map((word) => `-${word}`) : []));
