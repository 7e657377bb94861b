import type { Clue, Evidence } from "./evidence.ts";

/** A candidate's folded text, heading included, and its folded heading. */
export interface Candidate {
  text: string;
  heading: string;
}

/** Found by cross-validation: docs/search-quality.md. */
export const TUNING = {
  k1: 1.2,
  b: 0.5,
  characters: 0.5,
  words: 0.5,
  runs: 0.5,
  window: 0.5,
  heading: 0.5,
  windowLength: 60,
};
export type Tuning = typeof TUNING;

/** One score a candidate, the higher the better: BM25 of bigrams, characters and words, unbroken runs, proximity, heading. */
export function scores(candidates: readonly Candidate[], evidence: Evidence, tuning: Tuning = TUNING): number[] {
  const mean = candidates.reduce((sum, c) => sum + c.text.length, 0) / Math.max(1, candidates.length);
  return candidates.map((candidate) => {
    const norm = tuning.k1 * (1 - tuning.b + (tuning.b * candidate.text.length) / Math.max(1, mean));
    const sum = (clues: readonly Clue[]) => bm25(candidate.text, clues, norm, tuning.k1);
    return (
      sum(evidence.bigrams) +
      tuning.characters * sum(evidence.characters) +
      tuning.words * sum(evidence.words) +
      tuning.runs * runs(candidate.text, evidence) +
      tuning.window * bestWindow(candidate.text, evidence.bigrams, tuning.windowLength).weight +
      tuning.heading * present(candidate.heading, evidence.bigrams)
    );
  });
}

function bm25(text: string, clues: readonly Clue[], norm: number, k1: number): number {
  let sum = 0;
  for (const { text: clue, weight } of clues) {
    const count = occurrences(text, clue);
    if (count > 0) sum += (weight * count * (k1 + 1)) / (count + norm);
  }
  return sum;
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < 50; at = text.indexOf(part, at + 1)) count++;
  return count;
}

const present = (text: string, clues: readonly Clue[]) =>
  clues.reduce((sum, clue) => sum + (text.includes(clue.text) ? clue.weight : 0), 0);

/** Each piece's longest unbroken matches: three characters together say more than two pairs apart. */
function runs(text: string, { pieces, bigrams }: Evidence): number {
  const weights = new Map(bigrams.map((clue) => [clue.text, clue.weight]));
  let sum = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length - 1;) {
      let to = from;
      let weight = 0;
      while (to + 2 <= piece.length && text.includes(piece.slice(from, to + 2))) {
        weight += weights.get(piece.slice(to, to + 2)) ?? 0;
        to++;
      }
      if (to - from > 1) sum += weight;
      from = Math.max(to, from + 1);
    }
  }
  return sum;
}

/** Where within `length` characters most of the clues, by weight, stand together. */
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
