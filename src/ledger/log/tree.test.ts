import { sha256 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consistencyRanges,
  inclusionRanges,
  nodesOf,
  rangeHash,
  verifyConsistency,
  verifyInclusion,
} from "./proofs.ts";
import { appendLeaf, emptyRoot, type Hash, joinSubtrees, leafHash, type NodeKey, subtreesOf } from "./tree.ts";

/** RFC 6962, 2.1, word for word and without any store: what the real code is held against. */
const concat = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1);
function mth(d: Uint8Array[]): Hash {
  if (d.length === 0) return sha256(new Uint8Array());
  if (d.length === 1) return sha256(concat(Uint8Array.of(0), d[0]!));
  const k = split(d.length);
  return sha256(concat(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k))));
}
function path(m: number, d: Uint8Array[]): Hash[] {
  if (d.length === 1) return [];
  const k = split(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}
function subproof(m: number, d: Uint8Array[], whole: boolean): Hash[] {
  if (m === d.length) return whole ? [] : [mth(d)];
  const k = split(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const entries = (count: number) => Array.from({ length: count }, (_, i) => new TextEncoder().encode(`entry ${i}`));

function grow(data: readonly Uint8Array[]) {
  const nodes = new Map<string, Hash>();
  const roots: Hash[] = [emptyRoot()];
  let frontier: Hash[] = [];
  data.forEach((entry, size) => {
    const grown = appendLeaf(size, frontier, leafHash(entry));
    for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
    frontier = grown.frontier;
    roots.push(joinSubtrees(frontier));
  });
  const read = ({ level, index }: NodeKey) => nodes.get(`${level}/${index}`) ?? new Uint8Array(32);
  return { roots, read, nodes };
}

const DATA = entries(600);
const LOG = grow(DATA);

describe("the tree", () => {
  test("has the root of RFC 6962 at every size up to 130 and at 255 to 257, 511 to 513 and 600", () => {
    const sizes = [...Array.from({ length: 131 }, (_, i) => i), 255, 256, 257, 511, 512, 513, 600];
    for (const size of sizes) expect(LOG.roots[size], `size ${size}`).toEqual(mth(DATA.slice(0, size)));
  });

  test("stores each complete subtree once", () => {
    const complete = Array.from({ length: 10 }, (_, level) => Math.floor(600 / 2 ** level));
    expect(LOG.nodes.size).toBe(complete.reduce((sum, count) => sum + count, 0));
  });

  test("covers any aligned range by subtrees without gap or overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (a, b) => {
        let at = Math.min(a, b);
        for (const { level, index } of subtreesOf(at, Math.max(a, b))) {
          expect(index * 2 ** level).toBe(at);
          at += 2 ** level;
        }
        expect(at).toBe(Math.max(a, b));
      }),
    );
  });
});

const hashes = (ranges: ReturnType<typeof inclusionRanges>) => ranges.map((range) => rangeHash(range, LOG.read));
const twoSizes = fc
  .tuple(fc.nat({ max: 600 }), fc.nat({ max: 600 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const place = fc.integer({ min: 1, max: 600 }).chain((size) => fc.tuple(fc.nat({ max: size - 1 }), fc.constant(size)));

describe("an inclusion proof", () => {
  test("is the path of RFC 6962, needs few stored nodes, and is accepted", () => {
    fc.assert(
      fc.property(place, ([index, size]) => {
        const proof = hashes(inclusionRanges(index, size));
        expect(proof).toEqual(path(index, DATA.slice(0, size)));
        expect(nodesOf(inclusionRanges(index, size)).length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size + 1)));
        expect(verifyInclusion({ leaf: leafHash(DATA[index]!), index, size, root: LOG.roots[size]! }, proof)).toBe(
          true,
        );
      }),
    );
  });

  test("is refused for another leaf, index, root or with a hash changed, dropped or added", () => {
    fc.assert(
      fc.property(place, fc.nat(), ([index, size], at) => {
        const proof = hashes(inclusionRanges(index, size));
        const facts = { leaf: leafHash(DATA[index]!), index, size, root: LOG.roots[size]! };
        expect(verifyInclusion({ ...facts, leaf: leafHash(entries(601)[600]!) }, proof)).toBe(false);
        expect(verifyInclusion({ ...facts, root: LOG.roots[size - 1]! }, proof)).toBe(false);
        for (const other of [index - 1, index + 1, size])
          expect(verifyInclusion({ ...facts, index: other }, proof)).toBe(false);
        expect(verifyInclusion(facts, [...proof, proof[0] ?? facts.leaf])).toBe(false);
        if (proof.length === 0) return;
        expect(verifyInclusion(facts, proof.slice(1))).toBe(false);
        expect(verifyInclusion(facts, proof.with(at % proof.length, flipped(proof[at % proof.length]!, at)))).toBe(
          false,
        );
      }),
      { numRuns: 60 },
    );
  });
});

const flipped = (hash: Hash, at: number) => hash.with(at % hash.length, hash[at % hash.length]! ^ 1);

describe("a consistency proof", () => {
  test("is the proof of RFC 6962 and is accepted", () => {
    fc.assert(
      fc.property(twoSizes, ([older, newer]) => {
        const proof = hashes(consistencyRanges(older, newer));
        expect(proof).toEqual(older === 0 ? [] : subproof(older, DATA.slice(0, newer), true));
        const facts = { older, newer, olderRoot: LOG.roots[older]!, newerRoot: LOG.roots[newer]! };
        expect(verifyConsistency(facts, proof)).toBe(true);
      }),
    );
  });

  test("is refused for a log whose past was changed, or with a hash changed, dropped or added", () => {
    const other = grow(DATA.with(3, entries(700)[650]!));
    fc.assert(
      fc.property(twoSizes, fc.nat(), ([older, newer], at) => {
        fc.pre(older > 3);
        const proof = hashes(consistencyRanges(older, newer));
        const facts = { older, newer, olderRoot: LOG.roots[older]!, newerRoot: LOG.roots[newer]! };
        expect(verifyConsistency({ ...facts, olderRoot: other.roots[older]! }, proof)).toBe(false);
        expect(verifyConsistency({ ...facts, newerRoot: other.roots[newer]! }, proof)).toBe(false);
        expect(verifyConsistency(facts, [...proof, facts.newerRoot])).toBe(false);
        const forged = consistencyRanges(older, newer).map((range) => rangeHash(range, other.read));
        expect(verifyConsistency({ ...facts, newerRoot: other.roots[newer]! }, forged)).toBe(false);
        if (proof.length === 0) return;
        expect(verifyConsistency(facts, proof.slice(0, -1))).toBe(false);
        expect(verifyConsistency(facts, proof.with(at % proof.length, flipped(proof[at % proof.length]!, at)))).toBe(
          false,
        );
      }),
      { numRuns: 60 },
    );
  });
});
