import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { commit } from "../../src/db/client.ts";
import { openCheckpoint, parseCheckpoint } from "../../src/ledger/log/checkpoint.ts";
import { formatSigningKey, parseSigningKey } from "../../src/ledger/log/keys.ts";
import { parseNote } from "../../src/ledger/log/note.ts";
import { consistencyRanges, rangeHash, verifyConsistency } from "../../src/ledger/log/proofs.ts";
import { commitWithLedger, planLedgerEntries } from "../../src/ledger/record.ts";
import { isLedgerRace } from "../../src/ledger/store.ts";
import { parseProof } from "../../src/ledger/proof-file.ts";
import { proofOf } from "../../src/ledger/read.ts";
import { sealLedger } from "../../src/ledger/seal.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, type NodeKey, subtreesOf } from "../../src/ledger/log/tree.ts";
import { grow, makeCtx, someLeaf, storedCheckpoints, storedEntries, utf8 } from "./log.ts";

/** The tree of all stored entries, from the entries alone. */
async function recompute() {
  const nodes = new Map<string, Hash>();
  const roots: Hash[] = [joinSubtrees([])];
  let frontier: Hash[] = [];
  for (const [size, entry] of (await storedEntries()).entries()) {
    const grown = appendLeaf(size, frontier, leafHash(entry));
    for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
    roots.push(joinSubtrees((frontier = grown.frontier)));
  }
  return { roots, read: ({ level, index }: NodeKey) => nodes.get(`${level}/${index}`)!, count: nodes.size };
}

async function expectOneHistory() {
  const { roots, read } = await recompute();
  const checkpoints = (await storedCheckpoints()).map(({ note }) => parseCheckpoint(parseNote(utf8(note))!)!);
  for (const { size, root } of checkpoints) expect(root, `checkpoint ${size}`).toEqual(roots[size]);
  const newest = checkpoints.at(-1)!;
  for (const { size, root } of checkpoints) {
    const path = consistencyRanges(size, newest.size).map((range) => rangeHash(range, read));
    const facts = { older: size, newer: newest.size, olderRoot: root, newerRoot: newest.root };
    expect(verifyConsistency(facts, path)).toBe(true);
  }
  return { newest, checkpoints };
}

test("twenty publishers at once never fork the log, and none is lost", async () => {
  const before = (await storedEntries()).length;
  const version = () => env.DB.prepare("SELECT version FROM archive_state").first<number>("version");
  const versionBefore = (await version())!;
  const results = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const ctx = makeCtx();
      return commitWithLedger(ctx, [someLeaf()], [sql`UPDATE archive_state SET version = version + 1 WHERE id = 1`]);
    }),
  );
  const positions = results.flat().toSorted((a, b) => a - b);
  expect(positions).toEqual(Array.from({ length: 20 }, (_, i) => before + i));
  expect((await version())! - versionBefore).toBe(20);
  await sealLedger(makeCtx());
  const { newest } = await expectOneHistory();
  expect(newest.size).toBe(before + 20);
});

test("every checkpoint of a growing log is the beginning of every later one, and stored nodes equal a recomputation", async () => {
  for (let i = 0; i < 30; i += 1) await commitWithLedger(makeCtx(), [someLeaf()], []);
  await grow(240);
  const { checkpoints } = await expectOneHistory();
  expect(checkpoints.length).toBeGreaterThan(40);
  const { read, count } = await recompute();
  const rows = await env.DB.prepare("SELECT level, idx, hash FROM ledger_nodes").all<{
    level: number;
    idx: number;
    hash: string;
  }>();
  expect(rows.results).toHaveLength(count);
  for (const { level, idx, hash } of rows.results)
    expect(hash).toBe(Array.from(read({ level, index: idx }), (byte) => byte.toString(16).padStart(2, "0")).join(""));
});

describe("a batch", () => {
  test("planned on an older log fails as a race and leaves nothing of what it records", async () => {
    const ctx = makeCtx();
    const stale = await planLedgerEntries(ctx, [someLeaf()]);
    await grow(1);
    const before = await env.DB.prepare("SELECT version FROM archive_state").first<number>("version");
    const write = sql`UPDATE archive_state SET version = version + 1 WHERE id = 1`;
    const failure = await commit(ctx.db, [write, ...stale.statements]).catch((error: unknown) => error);
    expect(isLedgerRace(failure)).toBe(true);
    expect(await env.DB.prepare("SELECT version FROM archive_state").first<number>("version")).toBe(before);
  });

  test("that fails for another reason is not tried again and leaves no entry", async () => {
    const ctx = makeCtx();
    const before = (await storedEntries()).length;
    const write = sql`INSERT INTO archive_state (id, version) VALUES (1, 1)`;
    await expect(commitWithLedger(ctx, [someLeaf()], [write])).rejects.toThrow();
    expect((await storedEntries()).length).toBe(before);
  });

  test("that was committed and never signed is signed by the next reader", async () => {
    const ctx = makeCtx();
    const { statements } = await planLedgerEntries(ctx, [someLeaf(), someLeaf()]);
    await commit(ctx.db, statements);
    const sealed = await sealLedger(ctx);
    expect(sealed.size).toBe((await storedEntries()).length);
    await expectOneHistory();
  });
});

describe("rows of the ledger", () => {
  test.each([
    "UPDATE ledger_entries SET data = '{}'",
    "DELETE FROM ledger_entries",
    "UPDATE ledger_nodes SET hash = hash",
    "DELETE FROM ledger_nodes",
    "UPDATE ledger_checkpoints SET note = ''",
    "DELETE FROM ledger_checkpoints",
    "INSERT OR REPLACE INTO ledger_entries (position, data) SELECT position, data FROM ledger_entries LIMIT 1",
    "REPLACE INTO ledger_nodes SELECT level, idx, hash FROM ledger_nodes LIMIT 1",
    "INSERT OR REPLACE INTO ledger_checkpoints SELECT * FROM ledger_checkpoints LIMIT 1",
    "INSERT INTO ledger_checkpoints SELECT size, '', '' FROM ledger_checkpoints LIMIT 1 ON CONFLICT DO UPDATE SET note = 'x'",
    "INSERT INTO ledger_entries (position, data) SELECT max(position) + 2, '{}' FROM ledger_entries",
    "INSERT INTO ledger_entries (position, data) VALUES (-1, '{}')",
  ])("cannot be changed by %s", async (statement) => {
    await grow(1);
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(/append-only|UNIQUE|gaps|CHECK/);
  });

  test("record each revision once", async () => {
    const leaf = {
      kind: "correction",
      at: "2026-11-21T02:03:04Z",
      bureau: "once",
      year: 2020,
      revision: 2,
      title: "",
      note: "",
    } as const;
    const full = { ...leaf, original: { sha256: "0".repeat(64), name: "", type: "", size: 0 }, text: "0".repeat(64) };
    await commitWithLedger(makeCtx(), [full], []);
    await expect(commitWithLedger(makeCtx(), [{ ...full, note: "另一份" }], [])).rejects.toThrow("UNIQUE");
  });
});

describe("the key", () => {
  test("of a production site must be set before anything is published", async () => {
    const production = { ...makeCtx(), environment: "production" };
    await expect(commitWithLedger(production, [someLeaf()], [])).rejects.toMatchObject({ code: "unavailable" });
    await expect(
      commitWithLedger({ ...production, ledgerKey: "PRIVATE+KEY+x" }, [someLeaf()], []),
    ).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test("may be replaced: while both are set, readers of the old and of the new one accept the checkpoint", async () => {
    const old = (await env.DB.prepare("SELECT signing_key FROM ledger_development_key").first<string>("signing_key"))!;
    const next = await formatSigningKey("localhost/ledger", new Uint8Array(32).fill(8));
    await commitWithLedger(makeCtx({ ledgerKey: `${next}\n${old}` }), [someLeaf()], []);
    const { note } = await sealLedger(makeCtx());
    for (const text of [old, next])
      expect((await openCheckpoint(utf8(note), (await parseSigningKey(text))!)).ok).toBe(true);
  });

  test("that is new signs what was signed before it too, at once; a bad setting leaves what was signed", async () => {
    await grow(1);
    const old = (await env.DB.prepare("SELECT signing_key FROM ledger_development_key").first<string>("signing_key"))!;
    const before = await sealLedger(makeCtx());
    const next = await formatSigningKey("localhost/ledger", new Uint8Array(32).fill(9));
    const both = makeCtx({ ledgerKey: `${next} ${old}` });
    const { size, note } = await sealLedger(both);
    expect(size).toBe(before.size);
    for (const text of [old, next])
      expect((await openCheckpoint(utf8(note), (await parseSigningKey(text))!)).ok).toBe(true);
    expect((await sealLedger(both)).note).toBe(note);
    expect((await sealLedger(makeCtx({ ledgerKey: "PRIVATE+KEY+x" }))).note).toBe(before.note);
    const proof = parseProof(utf8(await proofOf(both, 0)));
    expect(proof?.checkpoint).toBe(note);
  });

  test("signs nothing under the name of another log", async () => {
    await grow(1);
    const ctx = makeCtx({ ledgerKey: await formatSigningKey("other.example/ledger", new Uint8Array(32).fill(1)) });
    await commit(ctx.db, (await planLedgerEntries(ctx, [someLeaf()])).statements);
    await expect(sealLedger(ctx)).rejects.toMatchObject({ code: "unavailable" });
    await sealLedger(makeCtx());
  });

  test("signs nothing that does not continue the last checkpoint", async () => {
    await grow(3);
    const { size } = await sealLedger(makeCtx());
    const [last] = subtreesOf(0, size).slice(-1);
    await env.DB.prepare("DROP TRIGGER ledger_nodes_are_immutable").run();
    const change = env.DB.prepare("UPDATE ledger_nodes SET hash = ? WHERE level = ? AND idx = ?");
    await change.bind("f".repeat(64), last!.level, last!.index).run();
    await commit(makeCtx().db, (await planLedgerEntries(makeCtx(), [someLeaf()])).statements);
    await expect(sealLedger(makeCtx())).rejects.toMatchObject({ code: "unavailable" });
  });
});
