import { expect, test } from "vitest";
import { checkpointText, openCheckpoint } from "./log/checkpoint.ts";
import { formatSigningKey, parseSigningKey } from "./log/keys.ts";
import { leafData, parseLeaf } from "./leaf.ts";
import { formatNote } from "./log/note.ts";
import { formatProof, parseProof } from "./proof-file.ts";
import { verifyInclusion } from "./log/proofs.ts";
import { leafHash, nodeHash } from "./log/tree.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const signer = (await parseSigningKey(await formatSigningKey("log.example/ledger", new Uint8Array(32).fill(3))))!;
const entry = leafData({ kind: "reply", at: "2026-11-21T02:03:04Z", feedback: "7", text: "cd".repeat(32) });
const [left, right] = [leafHash(utf8("a")), leafHash(utf8("b"))];
const root = nodeHash(nodeHash(left, leafHash(entry)), right);
const text = checkpointText({ origin: signer.name, size: 3, root });
const checkpoint = formatNote({ text, signatures: [await signer.sign(text)] });
const file = utf8(formatProof({ entry, index: 1, path: [left, right], checkpoint }));

async function accepts(bytes: Uint8Array): Promise<boolean> {
  const proof = parseProof(bytes);
  if (!proof || !parseLeaf(proof.entry)) return false;
  const opened = await openCheckpoint(utf8(proof.checkpoint), signer);
  return (
    opened.ok && verifyInclusion({ leaf: leafHash(proof.entry), index: proof.index, ...opened.checkpoint }, proof.path)
  );
}

test("a proof is accepted as written", async () => {
  expect(await accepts(file)).toBe(true);
});

test("a proof with any single byte changed is not accepted", async () => {
  for (let at = 0; at < file.length; at += 1)
    for (const bit of [1, 0x10, 0x80]) expect(await accepts(file.with(at, file[at]! ^ bit)), `byte ${at}`).toBe(false);
});

test("a proof with any single byte removed or doubled is not accepted", async () => {
  for (let at = 0; at < file.length; at += 1) {
    expect(await accepts(Uint8Array.from([...file.subarray(0, at), ...file.subarray(at + 1)])), `less ${at}`).toBe(
      false,
    );
    expect(await accepts(Uint8Array.from([...file.subarray(0, at + 1), ...file.subarray(at)])), `more ${at}`).toBe(
      false,
    );
  }
});
