import { createPublicKey } from "node:crypto";
import { verifyCheckpoint } from "@sigstore/verify/dist/tlog/checkpoint.js";
import { verifyMerkleInclusion } from "@sigstore/verify/dist/tlog/merkle.js";
import { describe, expect, test } from "vitest";
import { formatProof, parseProof } from "../../ledger/proof-file.ts";
import { inclusionRanges, rangeHash } from "../../ledger/log/proofs.ts";
import { appendLeaf, type Hash, leafHash, type NodeKey } from "../../ledger/log/tree.ts";
import { sampleEntries, sampleLog, sampleSigner } from "./sample-log.ts";

const signer = await sampleSigner();
const x = Buffer.from(signer.publicKey).toString("base64url");
const trusted = {
  logID: Buffer.from(signer.keyId, "hex"),
  publicKey: createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }),
  baseURL: `https://${signer.name}`,
};

/** Our proof file, as sigstore's verifier takes it. */
async function proofOf(index: number, size: number) {
  const entries = sampleEntries(size);
  const nodes = new Map<string, Hash>();
  let frontier: Hash[] = [];
  for (const [at, entry] of entries.entries()) {
    const grown = appendLeaf(at, frontier, leafHash(entry));
    for (const { level, index: n, hash } of grown.nodes) nodes.set(`${level}/${n}`, hash);
    frontier = grown.frontier;
  }
  const read = ({ level, index: n }: NodeKey) => nodes.get(`${level}/${n}`)!;
  const path = inclusionRanges(index, size).map((range) => rangeHash(range, read));
  const checkpoint = new TextDecoder().decode((await sampleLog(entries, signer)).files.get("checkpoint"));
  const file = formatProof({ entry: entries[index]!, index, path, checkpoint });
  const proof = parseProof(new TextEncoder().encode(file))!;
  return {
    canonicalizedBody: Buffer.from(proof.entry),
    inclusionProof: {
      logIndex: String(proof.index),
      hashes: proof.path.map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: proof.checkpoint },
    },
  };
}

const verify = (entry: unknown) =>
  verifyMerkleInclusion(entry as never, verifyCheckpoint(entry as never, [trusted] as never));

describe("the verifier of sigstore", () => {
  test.each([
    [0, 1],
    [0, 2],
    [1, 3],
    [6, 7],
    [255, 256],
    [256, 257],
    [100, 300],
    [299, 300],
  ])("accepts our proof and checkpoint of entry %i in %i", async (index, size) => {
    const entry = await proofOf(index, size);
    expect(() => verify(entry)).not.toThrow();
  });

  test("refuses them with another entry, index, hash or signed size", async () => {
    const entry = await proofOf(100, 300);
    const proof = entry.inclusionProof;
    const [first, ...rest] = proof.hashes;
    const others = [
      { ...entry, canonicalizedBody: Buffer.from("{}") },
      { ...entry, inclusionProof: { ...proof, logIndex: "101" } },
      { ...entry, inclusionProof: { ...proof, hashes: rest } },
      { ...entry, inclusionProof: { ...proof, hashes: [...rest, first] } },
      {
        ...entry,
        inclusionProof: { ...proof, checkpoint: { envelope: proof.checkpoint.envelope.replace("300", "301") } },
      },
    ];
    for (const other of others) expect(() => verify(other)).toThrow();
  });
});
