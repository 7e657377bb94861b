import { sha256 } from "@noble/hashes/sha2.js";

/** A complete subtree: `level` 0 is a leaf, and the node covers leaves [index·2^level, (index+1)·2^level). */
export interface NodeKey {
  level: number;
  index: number;
}

export type Hash = Uint8Array;

export const HASH_BYTES = 32;

const prefixed = (prefix: number, ...parts: readonly Uint8Array[]) => {
  const hasher = sha256.create().update(Uint8Array.of(prefix));
  for (const part of parts) hasher.update(part);
  return hasher.digest();
};

/** RFC 6962, 2.1: leaf and node hashes differ by their first byte, so that neither can pass for the other. */
export const leafHash = (data: Uint8Array): Hash => prefixed(0, data);
export const nodeHash = (left: Hash, right: Hash): Hash => prefixed(1, left, right);
export const emptyRoot = (): Hash => sha256(new Uint8Array());

/** The complete subtrees that together cover leaves [from, to), left to right. */
export function subtreesOf(from: number, to: number): NodeKey[] {
  const keys: NodeKey[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    let span = 1;
    while (at % (span * 2) === 0 && at + span * 2 <= to) {
      level += 1;
      span *= 2;
    }
    keys.push({ level, index: at / span });
    at += span;
  }
  return keys;
}

/** The hash over neighbouring subtrees as `subtreesOf` orders them. */
export function joinSubtrees(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right));
}

export interface TreeNode extends NodeKey {
  hash: Hash;
}

/** The nodes that appending a leaf to a tree of `size` leaves completes. `frontier`: the hashes of `subtreesOf(0, size)`. */
export function appendLeaf(
  size: number,
  frontier: readonly Hash[],
  leaf: Hash,
): { nodes: TreeNode[]; frontier: Hash[] } {
  const rest = [...frontier];
  const nodes: TreeNode[] = [{ level: 0, index: size, hash: leaf }];
  let hash = leaf;
  let index = size;
  for (let level = 1; index % 2 === 1; level += 1) {
    const left = rest.pop();
    if (!left) throw new Error(`the frontier does not fit a tree of ${size} leaves`);
    hash = nodeHash(left, hash);
    index = (index - 1) / 2;
    nodes.push({ level, index, hash });
  }
  return { nodes, frontier: [...rest, hash] };
}

export const sameHash = (a: Hash, b: Hash) => a.length === b.length && a.every((byte, at) => byte === b[at]);
