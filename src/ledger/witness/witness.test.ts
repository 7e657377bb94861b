import { beforeAll, describe, expect, test } from "vitest";
import { checkpointText } from "../log/checkpoint.ts";
import {
  formatCosignerKey,
  formatCosigningKey,
  formatSigningKey,
  parseCosignerKey,
  parseSigningKey,
  parseVerifierKey,
  type Signer,
} from "../log/keys.ts";
import { formatNote, parseNote } from "../log/note.ts";
import { consistencyRanges, rangeHash } from "../log/proofs.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, type NodeKey } from "../log/tree.ts";
import { formatAddCheckpoint, judgeCheckpoint, parseAddCheckpoint, type WitnessState } from "./add-checkpoint.ts";
import { cosignedAt, type Cosigner, parseCosigner } from "./cosignature.ts";
import { parseWitnesses } from "./witnesses.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const NOW = 1_795_000_000;
let log: Signer;
let cosigner: Cosigner;

beforeAll(async () => {
  log = (await parseSigningKey(await formatSigningKey("log.example/ledger", new Uint8Array(32).fill(1))))!;
  cosigner = (await parseCosigner(await formatCosigningKey("witness.example", new Uint8Array(32).fill(2))))!;
});

function tree(leaves: readonly string[]) {
  const nodes = new Map<string, Hash>();
  let frontier: Hash[] = [];
  for (const [size, leaf] of leaves.entries()) {
    const grown = appendLeaf(size, frontier, leafHash(utf8(leaf)));
    for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
    frontier = grown.frontier;
  }
  const read = ({ level, index }: NodeKey) => nodes.get(`${level}/${index}`)!;
  return { root: joinSubtrees(frontier), size: leaves.length, read };
}

const leaves = (count: number, mark = "") => Array.from({ length: count }, (_, n) => `${mark}${n}`);

async function request(of: readonly string[], old: number, signer = log) {
  const { root, size, read } = tree(of);
  const text = checkpointText({ origin: signer.name, size, root });
  const note = formatNote({ text, signatures: [await signer.sign(text)] });
  const proof = old > 0 && old < size ? consistencyRanges(old, size).map((range) => rangeHash(range, read)) : [];
  return formatAddCheckpoint({ old, proof, note });
}

const stateOf = (of: readonly string[]): WitnessState => ({ size: of.length, root: tree(of).root });
const judge = (body: string, last: WitnessState | null) =>
  judgeCheckpoint(utf8(body), { cosigner, logs: [parseVerifierKeyOf(log)], stateOf: () => last, now: NOW });
const parseVerifierKeyOf = ({ name, keyId, publicKey }: Signer) => ({ name, keyId, publicKey });

describe("a cosignature", () => {
  test("is good for its note, its key and its time, and for nothing else", async () => {
    const answer = await judge(await request(leaves(5), 0), null);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^— witness\.example [A-Za-z0-9+/=]+\n$/);
    const { note } = parseAddCheckpoint(utf8(await request(leaves(5), 0)))!;
    const whole = note + answer.body;
    expect(await cosignedAt(parseNote(utf8(whole))!, cosigner)).toBe(NOW);
    const line = whole.lastIndexOf("— ");
    const bytes = utf8(whole);
    const from = utf8(whole.slice(0, line)).length + utf8("— witness.example ").length;
    for (let at = from; at < bytes.length - 1; at += 1) {
      const forged = parseNote(bytes.with(at, bytes[at]! === 65 ? 66 : 65));
      expect(forged && (await cosignedAt(forged, cosigner)), `byte ${at}`).toBeNull();
    }
    const other = parseNote(utf8(whole.replace("\n5\n", "\n6\n")))!;
    expect(await cosignedAt(other, cosigner)).toBeNull();
    expect(await cosignedAt(parseNote(utf8(note))!, cosigner)).toBeNull();
  });

  test("has keys of its own type, which no log's key passes for", async () => {
    const key = formatCosignerKey(cosigner);
    expect(parseCosignerKey(key)).toMatchObject({ name: "witness.example", keyId: cosigner.keyId });
    expect(parseVerifierKey(key)).toBeNull();
    expect(await parseSigningKey(await formatCosigningKey("w.example", new Uint8Array(32)))).toBeNull();
    expect(await parseCosigner(await formatSigningKey("w.example", new Uint8Array(32)))).toBeNull();
  });
});

describe("a witness answers", () => {
  test("200 to the first checkpoint, to one that goes on, and to the same again", async () => {
    expect((await judge(await request(leaves(3), 0), null)).status).toBe(200);
    const answer = await judge(await request(leaves(9), 3), stateOf(leaves(3)));
    expect(answer).toMatchObject({ status: 200, state: { size: 9, origin: log.name } });
    expect((await judge(await request(leaves(9), 9), stateOf(leaves(9)))).status).toBe(200);
    expect((await judge(await request([], 0), null)).status).toBe(200);
  });

  test("409 with the size it knows where the old size is another: a rollback, or a first request", async () => {
    for (const old of [0, 2, 4]) {
      const answer = await judge(await request(leaves(9), old), stateOf(leaves(3)));
      expect(answer).toMatchObject({ status: 409, type: "text/x.tlog.size", body: "3\n" });
      expect(answer.state).toBeUndefined();
    }
    expect(await judge(await request(leaves(2), 2), stateOf(leaves(3)))).toMatchObject({ status: 409, body: "3\n" });
  });

  test("409 to another tree of the same size, 422 to one that does not go on: a split view", async () => {
    const fork = leaves(3, "other");
    expect((await judge(await request(fork, 3), stateOf(leaves(3)))).status).toBe(409);
    const forked = await judge(await request(leaves(9, "other"), 3), stateOf(leaves(3)));
    expect(forked.status).toBe(422);
    expect(forked.state).toBeUndefined();
    const bare = (await request(leaves(9), 3)).replace(/^(old 3\n)(?:[^\n]+\n)+/, "$1");
    expect((await judge(bare, stateOf(leaves(3)))).status).toBe(422);
    const proofOfNothing = (await request(leaves(9), 0)).replace(/^old 0\n/, `old 0\n${"A".repeat(43)}=\n`);
    expect((await judge(proofOfNothing, null)).status).toBe(422);
  });

  test("404 to a log it does not know, 403 to a forged signature, 400 to what is none", async () => {
    const stranger = (await parseSigningKey(await formatSigningKey("other.example", new Uint8Array(32).fill(7))))!;
    expect((await judge(await request(leaves(3), 0, stranger), null)).status).toBe(404);
    const impostor = (await parseSigningKey(await formatSigningKey(log.name, new Uint8Array(32).fill(8))))!;
    expect((await judge(await request(leaves(3), 0, impostor), null)).status).toBe(403);
    expect((await judge(await request(leaves(3), 4), null)).status).toBe(400);
    const good = await request(leaves(9), 3);
    for (const bad of [
      "",
      "old",
      "old 3",
      "old -1\n\nx",
      good.replace("old 3", "old 03"),
      good.replace("old 3", "new 3"),
      `\n${good}`,
      good.slice(0, -1),
      good.replace("\n\n", "\n"),
      good.replace(/^(old 3\n)/, `$1${`${"A".repeat(43)}=\n`.repeat(64)}`),
      "\u0000".repeat(1000),
    ])
      expect((await judge(bad, stateOf(leaves(3)))).status, JSON.stringify(bad.slice(0, 40))).toBe(400);
  });

  test("a request is read as it was written", async () => {
    const body = await request(leaves(100), 37);
    const parsed = parseAddCheckpoint(utf8(body))!;
    expect(parsed.old).toBe(37);
    expect(formatAddCheckpoint(parsed)).toBe(body);
  });
});

test("the setting WITNESSES: keys and addresses by turns; what is none is told", async () => {
  const key = formatCosignerKey(cosigner);
  const { witnesses, wrong } = parseWitnesses(`${key} https://witness.example/  ${key}\nhttp://127.0.0.1:4450`);
  expect(witnesses.map(({ url }) => url)).toEqual(["https://witness.example", "http://127.0.0.1:4450"]);
  expect(wrong).toEqual([]);
  expect(parseWitnesses(undefined)).toEqual({ witnesses: [], wrong: [] });
  for (const bad of [`${key}`, `${key} http://witness.example`, `x https://w.example`, `${key} https://u:p@w.example`])
    expect(parseWitnesses(bad), bad).toMatchObject({ witnesses: [], wrong: [expect.any(String)] });
});
