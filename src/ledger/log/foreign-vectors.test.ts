import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { checkpointText, openCheckpoint } from "./checkpoint.ts";
import vectors from "./foreign-vectors.json" with { type: "json" };
import { formatSigningKey, formatVerifierKey, parseSigningKey, parseVerifierKey } from "./keys.ts";
import { formatNote } from "./note.ts";
import { formatProof, parseProof } from "../proof-file.ts";
import { consistencyRanges, inclusionRanges, rangeHash, verifyConsistency, verifyInclusion } from "./proofs.ts";
import { tilePath, tilesOf, toTile } from "./tiles.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, type NodeKey } from "./tree.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const entry = (index: number) => utf8(`entry ${index}`);

const nodes = new Map<string, Hash>();
const roots: Hash[] = [joinSubtrees([])];
let frontier: Hash[] = [];
for (let size = 0; size < 600; size += 1) {
  const grown = appendLeaf(size, frontier, leafHash(entry(size)));
  for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
  frontier = grown.frontier;
  roots.push(joinSubtrees(frontier));
}
const read = ({ level, index }: NodeKey) => nodes.get(`${level}/${index}`)!;
const key = parseVerifierKey(vectors.verifierKey)!;
const signer = (await parseSigningKey(vectors.signingKey))!;

describe("what Go's sumdb/note, sumdb/tlog and transparency-dev wrote", () => {
  test("keys are read and written alike", async () => {
    expect(formatVerifierKey(key)).toBe(vectors.verifierKey);
    expect(formatVerifierKey(signer)).toBe(vectors.verifierKey);
    const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
    expect(await formatSigningKey("vectors.example/ledger", seed)).toBe(vectors.signingKey);
  });

  test.each(vectors.checkpoints)(
    "the checkpoint of size $size is opened, and ours is the same bytes",
    async (vector) => {
      const root = hexToBytes(vector.root);
      expect(bytesToHex(roots[vector.size]!)).toBe(vector.root);
      const opened = await openCheckpoint(utf8(vector.note), key);
      expect(opened).toEqual({ ok: true, checkpoint: { origin: key.name, size: vector.size, root } });
      const text = checkpointText({ origin: key.name, size: vector.size, root });
      expect(formatNote({ text, signatures: [await signer.sign(text)] })).toBe(vector.note);
    },
  );

  test.each(vectors.proofs)(
    "the proof of entry $index in $size is verified, and ours is the same bytes",
    async (vector) => {
      const proof = parseProof(utf8(vector.file))!;
      const opened = await openCheckpoint(utf8(proof.checkpoint), key);
      if (!opened.ok) throw new Error(opened.fault);
      const facts = { leaf: leafHash(proof.entry), index: proof.index, ...opened.checkpoint };
      expect(verifyInclusion(facts, proof.path)).toBe(true);
      const path = inclusionRanges(vector.index, vector.size).map((range) => rangeHash(range, read));
      expect(formatProof({ ...proof, entry: entry(vector.index), path })).toBe(vector.file);
    },
  );

  test.each(vectors.consistency)("the consistency of $older and $newer is proved alike", ({ older, newer, hashes }) => {
    expect(consistencyRanges(older, newer).map((range) => bytesToHex(rangeHash(range, read)))).toEqual(hashes);
    const facts = { older, newer, olderRoot: roots[older]!, newerRoot: roots[newer]! };
    expect(verifyConsistency(facts, hashes.map(hexToBytes))).toBe(true);
  });

  test("hash tiles are alike (sumdb/tlog writes the tile height into the path)", () => {
    const tiles = tilesOf(600).flatMap((tile) => {
      if (tile.level === "entries") return [];
      const level = tile.level * 8;
      const first = tile.index * 256;
      const hashes = Array.from({ length: tile.width }, (_, i) => read({ level, index: first + i }));
      return [{ path: tilePath(tile).replace("tile/", "tile/8/"), sha256: bytesToHex(sha256(toTile(hashes))) }];
    });
    expect(tiles).toEqual(vectors.tiles);
  });
});
