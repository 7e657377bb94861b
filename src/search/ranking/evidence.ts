import stopWords from "../../../search/stop-words.json" with { type: "json" };
import { foldText } from "../text/fold.ts";
import { toTerm } from "../text/tokens.ts";

/** Something of the query to look for in a candidate, and how much its presence says. */
export interface Clue {
  text: string;
  weight: number;
}

/** A query taken apart three ways: to find by bigrams, and to judge by characters and words as well. */
export interface QueryEvidence {
  bigrams: Clue[];
  characters: Clue[];
  words: Clue[];
  /** The pieces whole, folded. */
  pieces: string[];
}

/** Judged whole: two letters of it say nothing. */
const LATIN_WORD = /^(?=.*[a-z])[0-9a-z]{3,}$/;
const STOP_WEIGHT = 0.25;
const stops = new Set(stopWords.map(foldText));
let segmenter: Intl.Segmenter | undefined;

function segment(folded: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return Array.from(segmenter.segment(folded), (part) => part.segment);
}

export const idfOf = (sections: number) => (count: number) =>
  Math.log(1 + (sections - Math.min(count, sections) + 0.5) / (count + 0.5));

/** @param counts how many of `sections` sections hold a bigram or a character */
export function toEvidence(
  pieces: readonly string[],
  counts: ReadonlyMap<string, number>,
  sections: number,
): QueryEvidence {
  const idf = idfOf(sections);
  const bigrams = new Map<string, number>();
  const characters = new Map<string, number>();
  const words = new Map<string, number>();
  const raise = (map: Map<string, number>, text: string, weight: number) =>
    map.set(text, Math.max(weight, map.get(text) ?? 0));
  for (const piece of pieces) {
    let previous: { char: string; factor: number } | undefined;
    for (const word of segment(piece)) {
      const factor = stops.has(word) ? STOP_WEIGHT : 1;
      const latin = LATIN_WORD.test(word);
      let rarest = 0;
      for (const [i, char] of Array.from(word).entries()) {
        const weight = idf(counts.get(toTerm(char)) ?? 0);
        if (!latin && !/[\p{P}\p{S}]/u.test(char)) raise(characters, char, weight * factor);
        if (previous) {
          const both = idf(counts.get(toTerm(previous.char) + toTerm(char)) ?? 0);
          if (!latin || i === 0) raise(bigrams, previous.char + char, both * Math.sqrt(factor * previous.factor));
          rarest = Math.max(rarest, both);
        }
        previous = { char, factor };
      }
      if (latin) raise(bigrams, word, rarest * factor);
      if (Array.from(word).length > 1 && !stops.has(word)) raise(words, word, rarest);
    }
  }
  const clues = (map: Map<string, number>) => Array.from(map, ([text, weight]) => ({ text, weight }));
  return { bigrams: clues(bigrams), characters: clues(characters), words: clues(words), pieces: [...pieces] };
}
