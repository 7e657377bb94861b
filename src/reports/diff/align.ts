import { diffArrays } from "diff";

/** Which entry of `before` became which of `after`, by index; -1 if there is no counterpart. */
export interface Pair {
  before: number;
  after: number;
}

const SAME_PARAGRAPH = 0.5;
const MOST_COMPARED = 40;

/** Share of character pairs two texts have in common (Dice), 0 to 1. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i += 1) {
    const pair = a.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(pair, left - 1);
    }
  }
  const total = a.length + b.length - 2;
  return total > 0 ? (2 * shared) / total : 0;
}

/** Aligns two sequences of texts in order: equal ones first, then within each gap those that are most alike. */
export function align(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let a = 0;
  let b = 0;
  let gapA: number[] = [];
  let gapB: number[] = [];
  const closeGap = () => {
    pairs.push(...pairGap(before, after, gapA, gapB));
    gapA = [];
    gapB = [];
  };
  for (const part of diffArrays([...before], [...after])) {
    for (let i = 0; i < part.value.length; i += 1) {
      if (part.removed) gapA.push(a++);
      else if (part.added) gapB.push(b++);
      else {
        closeGap();
        pairs.push({ before: a++, after: b++ });
      }
    }
  }
  closeGap();
  return pairs;
}

function pairGap(before: readonly string[], after: readonly string[], gapA: number[], gapB: number[]): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  for (const a of gapA) {
    const candidates = gapB.slice(next, next + MOST_COMPARED);
    const scores = candidates.map((b) => similarity(before[a] ?? "", after[b] ?? ""));
    const best = scores.indexOf(Math.max(...scores));
    if (best < 0 || (scores[best] ?? 0) < SAME_PARAGRAPH) {
      pairs.push({ before: a, after: -1 });
      continue;
    }
    for (const b of gapB.slice(next, next + best)) pairs.push({ before: -1, after: b });
    pairs.push({ before: a, after: gapB[next + best] ?? -1 });
    next += best + 1;
  }
  for (const b of gapB.slice(next)) pairs.push({ before: -1, after: b });
  return pairs;
}
