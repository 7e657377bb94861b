import { type Hash, joinSubtrees, nodeHash, type NodeKey, sameHash, subtreesOf } from "./tree.ts";

/** Leaves [from, to). */
export type Range = readonly [from: number, to: number];

function splitOf(from: number, to: number): number {
  let span = 1;
  while (span * 2 < to - from) span *= 2;
  return from + span;
}

/** The subtrees whose hashes prove leaf `index` in a tree of `size` leaves (RFC 6962, 2.1.1), the leaf's sibling first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = splitOf(from, to);
    const left = index < split;
    ranges.push(left ? [split, to] : [from, split]);
    [from, to] = left ? [from, split] : [split, to];
  }
  return ranges.reverse();
}

/** The subtrees whose hashes prove that a tree of `older` leaves is the beginning of one of `newer` (RFC 6962, 2.1.2). */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (older === 0 || older === newer) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, newer];
  while (to !== older) {
    const split = splitOf(from, to);
    const left = older <= split;
    ranges.push(left ? [split, to] : [from, split]);
    [from, to] = left ? [from, split] : [split, to];
  }
  if (from > 0) ranges.push([from, to]);
  return ranges.reverse();
}

/** The stored nodes that the hashes of these ranges are made of. */
export const nodesOf = (ranges: readonly Range[]): NodeKey[] => ranges.flatMap(([from, to]) => subtreesOf(from, to));

export const rangeHash = ([from, to]: Range, read: (key: NodeKey) => Hash): Hash =>
  joinSubtrees(subtreesOf(from, to).map(read));

interface Inclusion {
  leaf: Hash;
  index: number;
  size: number;
  root: Hash;
}

/** RFC 9162, 2.1.3.2. */
export function verifyInclusion({ leaf, index, size, root }: Inclusion, path: readonly Hash[]): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

interface Consistency {
  older: number;
  newer: number;
  olderRoot: Hash;
  newerRoot: Hash;
}

/** RFC 9162, 2.1.4.2; an empty tree is the beginning of every tree. */
export function verifyConsistency({ older, newer, olderRoot, newerRoot }: Consistency, path: readonly Hash[]): boolean {
  if (older < 0 || older > newer) return false;
  if (older === newer) return path.length === 0 && sameHash(olderRoot, newerRoot);
  if (older === 0) return path.length === 0 && sameHash(olderRoot, joinSubtrees([]));
  let [node, last] = [older - 1, newer - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const [first, ...rest] = node === 0 ? [olderRoot, ...path] : path;
  if (!first) return false;
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else after = nodeHash(after, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(before, olderRoot) && sameHash(after, newerRoot);
}

const half = (value: number) => Math.floor(value / 2);
