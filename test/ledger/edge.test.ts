import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import { openCheckpoint } from "../../src/ledger/log/checkpoint.ts";
import { parseVerifierKey } from "../../src/ledger/log/keys.ts";
import { parseProof } from "../../src/ledger/proof-file.ts";
import { verifyInclusion } from "../../src/ledger/log/proofs.ts";
import { commitWithLedger } from "../../src/ledger/record.ts";
import { revisionLeaf } from "../../src/ledger/revision-leaf.ts";
import { parseBundle, parseTile, tilePath, tilesOf } from "../../src/ledger/log/tiles.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, sameHash } from "../../src/ledger/log/tree.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { grow, makeCtx, storedEntries, utf8 } from "./log.ts";

const get = (path: string) => exports.default.fetch(new Request(`http://site.test${path}`));
const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
const publicKey = async () => parseVerifierKey(await (await get("/ledger/key")).text())!;
const head = async () => {
  const opened = await openCheckpoint(await bytesOf("/ledger/checkpoint"), await publicKey());
  if (!opened.ok) throw new Error(opened.fault);
  return opened.checkpoint;
};

test("the checkpoint of an empty log is signed and not cached beyond a few seconds", async () => {
  const answer = await get("/ledger/checkpoint");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=2");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(await head()).toMatchObject({ origin: "localhost/ledger", size: 0, root: joinSubtrees([]) });
});

/** Every tile and bundle as served, against a tree built from the stored entries alone. */
async function expectTilesOfNow() {
  const { size, root } = await head();
  const levels: Hash[][] = [];
  let frontier: Hash[] = [];
  for (const [at, entry] of (await storedEntries()).slice(0, size).entries()) {
    const grown = appendLeaf(at, frontier, leafHash(entry));
    for (const { level, hash } of grown.nodes) (levels[level] ??= []).push(hash);
    frontier = grown.frontier;
  }
  expect(sameHash(joinSubtrees(frontier), root)).toBe(true);
  for (const tile of tilesOf(size)) {
    const from = tile.index * 256;
    const bytes = await bytesOf(`/ledger/${tilePath(tile)}`);
    const served = tile.level === "entries" ? parseBundle(bytes)!.map(leafHash) : parseTile(bytes)!;
    const level = tile.level === "entries" ? 0 : tile.level * 8;
    expect(served, `${tilePath(tile)} of ${size}`).toEqual(levels[level]!.slice(from, from + tile.width));
  }
  return size;
}

test("tiles equal a recomputation while the log grows to 600 entries, one checkpoint after the other", async () => {
  const steps = [1, 1, 1, 5, 20, 57, 100, 70, 1, 1, 90, 163, 2, 88];
  const sizes = [];
  for (const step of steps) {
    await grow(step);
    sizes.push(await expectTilesOfNow());
  }
  expect(sizes).toContain(256);
  expect(sizes).toContain(257);
  expect(sizes.at(-1)).toBe(600);
}, 60_000);

test("partial tiles of every earlier size stay as they were", async () => {
  const full = parseTile(await bytesOf("/ledger/tile/0/000"))!;
  for (let width = 1; width < 256; width += 17)
    expect(parseTile(await bytesOf(`/ledger/tile/0/000.p/${width}`))).toEqual(full.slice(0, width));
});

test("a tile may be kept for ever, and one beyond the checkpoint or misspelt is not found", async () => {
  const answer = await get("/ledger/tile/0/000");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  const { size } = await head();
  const beyond = `/ledger/tile/0/002.p/${size - 512 + 1}`;
  for (const path of [
    beyond,
    "/ledger/tile/0/003",
    "/ledger/tile/1/000",
    "/ledger/tile/0/0",
    "/ledger/tile/64/000",
    "/ledger/tile/",
  ])
    expect((await get(path)).status, path).toBe(404);
});

test("the proof of a revision verifies with the public key alone", async () => {
  const { results } = await env.DB.prepare("SELECT slug FROM bureaus LIMIT 1").all();
  expect(results).toEqual([]);
  const revision = {
    bureau: "dongzhen",
    year: 2024,
    number: 1,
    title: "东镇2024",
    note: "首次发布",
    publishedAt: "2026-11-21T02:03:04.000Z",
    fileSha256: "ab".repeat(32),
    fileName: "a.txt",
    fileType: "txt",
    fileSize: 3,
  };
  const [index] = await commitWithLedger(makeCtx(), [revisionLeaf(revision, [])], []);
  const answer = await get("/reports/dongzhen/2024/r1/proof");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="dongzhen-2024-r1.tlog-proof"');
  const proof = parseProof(new Uint8Array(await answer.arrayBuffer()))!;
  const opened = await openCheckpoint(utf8(proof.checkpoint), await publicKey());
  if (!opened.ok) throw new Error(opened.fault);
  expect(verifyInclusion({ leaf: leafHash(proof.entry), index: proof.index, ...opened.checkpoint }, proof.path)).toBe(
    true,
  );
  expect(proof.index).toBe(index);
  expect(JSON.parse(new TextDecoder().decode(proof.entry))).toMatchObject({
    kind: "publication",
    text: sha256Hex("gongshi-text/1\ntitle\t东镇2024\n"),
  });
  expect((await get(`/ledger/entries/${index}/proof`)).status).toBe(200);
  expect((await get("/reports/dongzhen/2024/r2/proof")).status).toBe(404);
});

test("the pages of the log explain it, list the newest entry first and show each entry byte for byte", async () => {
  const { size } = await head();
  const list = await (await get("/ledger")).text();
  expect(list).toContain("公示日志");
  expect(list).toContain(`/ledger/entries/${size - 1}`);
  expect(list).toContain("dongzhen");
  expect(list.indexOf(`/ledger/entries/${size - 1}"`)).toBeLessThan(list.indexOf(`/ledger/entries/${size - 2}"`));
  const older = await (await get("/ledger?before=10")).text();
  expect(older).toContain('/ledger/entries/9"');
  expect(older).not.toContain('/ledger/entries/10"');
  const entry = await (await get(`/ledger/entries/${size - 1}`)).text();
  expect(entry).toContain("首次发布");
  expect(entry).toContain("ab".repeat(32));
  for (const path of [`/ledger/entries/${size}`, "/ledger/entries/x", "/ledger/entries/-1", "/ledger/entries/01"])
    expect((await get(path)).status, path).toBe(404);
});
