import { occurrences } from "../text/occurrences.ts";
import { earned, lengthNorm } from "./bm25.ts";
import type { Clue, QueryEvidence } from "./evidence.ts";

const MOST_OCCURRENCES = 50;

/** A candidate's folded text, heading included, and its folded heading. */
export interface Candidate {
  text: string;
  heading: string;
}

/** Tuned on one half of a set and checked on the other: docs/search-quality.md says what each is worth. */
export const TUNING = {
  k1: 1.2,
  /** How much a long text is held against itself: between these, by how far the candidates differ in length. */
  lengthWeight: { least: 0.4, most: 0.75 },
  characters: 0.75,
  words: 0.5,
  window: 0.75,
  characterWindow: 1.5,
  heading: 0.25,
  characterHeading: 0.75,
  wholeHeading: 2,
  /** In characters: about a sentence and a half. */
  windowLength: 60,
};

/** One score a candidate, the higher the better: BM25 of bigrams, characters and words, proximity, and the heading. */
export function scores(candidates: readonly Candidate[], evidence: QueryEvidence): number[] {
  const lengths = candidates.map(({ text }) => text.length);
  const mean = meanOf(lengths);
  const b = lengthWeightOf(lengths, mean);
  const { bigrams, characters, words } = evidence;
  return candidates.map(({ text, heading }) => {
    const norm = lengthNorm({ k1: TUNING.k1, b }, text.length, mean);
    const sum = (clues: readonly Clue[]) => bm25(text, clues, norm);
    return (
      sum(bigrams) +
      TUNING.characters * sum(characters) +
      TUNING.words * sum(words) +
      TUNING.window * bestWindow(text, bigrams, TUNING.windowLength).weight +
      TUNING.characterWindow * bestWindow(text, characters, TUNING.windowLength).weight +
      TUNING.heading * present(heading, bigrams) +
      TUNING.characterHeading * present(heading, characters) +
      TUNING.wholeHeading * wholeHeading(heading, evidence)
    );
  });
}

const meanOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);

/** By the evidence of the candidates: their standard deviation as a share of their mean. */
export function lengthWeightOf(lengths: readonly number[], mean: number): number {
  const { least, most } = TUNING.lengthWeight;
  const spread = Math.sqrt(meanOf(lengths.map((length) => (length - mean) ** 2))) / Math.max(1, mean);
  return Math.min(most, Math.max(least, spread));
}

function bm25(text: string, clues: readonly Clue[], norm: number): number {
  let sum = 0;
  for (const { text: clue, weight } of clues) {
    const count = occurrences(text, clue, MOST_OCCURRENCES);
    if (count > 0) sum += weight * earned(TUNING, count, norm);
  }
  return sum;
}

const present = (text: string, clues: readonly Clue[]) =>
  clues.reduce((sum, clue) => sum + (text.includes(clue.text) ? clue.weight : 0), 0);

/** The place at which most of the clues, by weight, stand together within `length` characters. */
export function bestWindow(text: string, clues: readonly Clue[], length: number) {
  const found: { at: number; clue: number }[] = [];
  clues.forEach((clue, i) => {
    let at = text.indexOf(clue.text);
    for (let n = 0; at >= 0 && n < 20; n++, at = text.indexOf(clue.text, at + 1)) found.push({ at, clue: i });
  });
  found.sort((a, b) => a.at - b.at);
  const inside = new Uint16Array(clues.length);
  let weight = 0;
  let first = 0;
  let best = { weight: 0, at: found[0]?.at ?? 0, to: found[0]?.at ?? 0 };
  for (const { at, clue } of found) {
    if (inside[clue] === 0) weight += clues[clue]?.weight ?? 0;
    inside[clue] = (inside[clue] ?? 0) + 1;
    for (let head = found[first]; head && at - head.at > length; head = found[++first]) {
      inside[head.clue] = (inside[head.clue] ?? 0) - 1;
      if (inside[head.clue] === 0) weight -= clues[head.clue]?.weight ?? 0;
    }
    if (weight > best.weight) best = { weight, at: found[first]?.at ?? at, to: at };
  }
  return best;
}

/** A heading that stands whole in the query, brackets aside, names the subject of the question. */
function wholeHeading(heading: string, { pieces, bigrams }: QueryEvidence): number {
  const bare = heading.replace(/\(.*$/u, "");
  return bare.length > 1 && pieces.some((piece) => piece.includes(bare)) ? present(bare, bigrams) : 0;
}
