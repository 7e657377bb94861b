import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import type { Hash, NodeKey, TreeNode } from "./log/tree.ts";

export interface StoredHead {
  size: number;
  /** The hashes of `subtreesOf(0, size)`. */
  frontier: Hash[];
}

/** The size of the log and its complete subtrees from the left. Rows read: about log2 of the size. */
export async function loadHead(db: Database): Promise<StoredHead> {
  const rows = await db.all<{ size: number; hash: string | null }>(
    sql`WITH RECURSIVE
          head (size) AS (SELECT coalesce(max(position) + 1, 0) FROM ledger_entries),
          levels (level) AS (SELECT 0 UNION ALL SELECT level + 1 FROM levels, head WHERE head.size >> (level + 1) > 0)
        SELECT head.size, n.hash
        FROM head CROSS JOIN levels
          LEFT JOIN ledger_nodes n ON n.level = levels.level AND n.idx = (head.size >> levels.level) - 1
        WHERE (head.size >> levels.level) & 1 OR head.size = 0
        ORDER BY levels.level DESC`,
  );
  const size = rows[0]?.size ?? 0;
  return { size, frontier: size === 0 ? [] : rows.map(({ hash }) => requireHash(hash)) };
}

function requireHash(hash: string | null | undefined): Hash {
  if (!hash) throw new Error("a node of the ledger is missing from the database");
  return hexToBytes(hash);
}

export const insertEntry = (db: Database, position: number, data: string): Statement =>
  db.run(sql`INSERT INTO ledger_entries (position, data) VALUES (${position}, ${data})`);

export const insertNodes = (db: Database, nodes: readonly TreeNode[]): Statement =>
  db.run(
    sql`INSERT INTO ledger_nodes (level, idx, hash)
        SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2
        FROM json_each(${JSON.stringify(nodes.map(({ level, index, hash }) => [level, index, bytesToHex(hash)]))}) j`,
  );

/** The hashes of these nodes, by `level/index`. Throws if one is missing. */
export async function loadNodes(db: Database, keys: readonly NodeKey[]): Promise<(key: NodeKey) => Hash> {
  const wanted = JSON.stringify(keys.map(({ level, index }) => [level, index]));
  const rows = await db.all<{ level: number; idx: number; hash: string }>(
    sql`SELECT n.level, n.idx, n.hash FROM json_each(${wanted}) j
        JOIN ledger_nodes n ON n.level = j.value ->> 0 AND n.idx = j.value ->> 1`,
  );
  const hashes = new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  return ({ level, index }) => requireHash(hashes.get(`${level}/${index}`));
}

/** Nodes [from, to) of one level. */
export async function loadNodeRow(db: Database, level: number, from: number, to: number): Promise<Hash[]> {
  const rows = await db.all<{ hash: string }>(
    sql`SELECT hash FROM ledger_nodes WHERE level = ${level} AND idx >= ${from} AND idx < ${to} ORDER BY idx`,
  );
  return rows.map(({ hash }) => hexToBytes(hash));
}

export interface StoredEntry {
  position: number;
  data: string;
}

/** Entries [from, to) in order. */
export const loadEntries = (db: Database, from: number, to: number) =>
  db.all<StoredEntry>(
    sql`SELECT position, data FROM ledger_entries WHERE position >= ${from} AND position < ${to} ORDER BY position`,
  );

export interface NamedBureau {
  slug: string;
  name: string;
  demo: number;
}

/** The short names of bureaus by the slugs that entries give, which may be former ones. */
export const loadBureauNames = (db: Database, slugs: readonly string[]) =>
  db.all<NamedBureau>(
    sql`SELECT j.value AS slug, b.short_name AS name, b.demo
        FROM json_each(${JSON.stringify(slugs)}) j
          LEFT JOIN former_slugs f ON f.slug = j.value
          JOIN bureaus b ON b.slug = j.value OR b.id = f.bureau_id`,
  );

export interface StoredCheckpoint {
  size: number;
  note: string;
  signedAt: string;
}

export const latestCheckpoint = (db: Database) =>
  db.get<StoredCheckpoint | undefined>(
    sql`SELECT size, note, signed_at AS signedAt FROM ledger_checkpoints ORDER BY size DESC LIMIT 1`,
  );

/** Keeps a checkpoint; one of the same size that is there already stays. */
export const insertCheckpoint = (db: Database, { size, note, signedAt }: StoredCheckpoint): Statement =>
  db.run(
    sql`INSERT INTO ledger_checkpoints (size, note, signed_at) SELECT ${size}, ${note}, ${signedAt}
        WHERE NOT EXISTS (SELECT 1 FROM ledger_checkpoints WHERE size = ${size})`,
  );

/** The entry that records a revision's text, found under the present slug or else under one the bureau had before. */
export const findRevisionEntry = (db: Database, bureau: string, year: number, revision: number) => {
  const records = sql`year = ${year} AND revision = ${revision} AND kind IN ('publication', 'correction')`;
  return db.get<StoredEntry | undefined>(
    sql`SELECT position, data FROM ledger_entries WHERE bureau = ${bureau} AND ${records}
        UNION ALL
        SELECT position, data FROM bureaus b JOIN former_slugs f ON f.bureau_id = b.id
          JOIN ledger_entries ON bureau = f.slug AND ${records}
        WHERE b.slug = ${bureau}
        LIMIT 1`,
  );
};

export async function loadDevelopmentKey(db: Database): Promise<string | undefined> {
  const row = await db.get<{ signing_key: string } | undefined>(
    sql`SELECT signing_key FROM ledger_development_key WHERE id = 1`,
  );
  return row?.signing_key;
}

export const keepDevelopmentKey = (db: Database, key: string) =>
  db.run(sql`INSERT INTO ledger_development_key (id, signing_key) VALUES (1, ${key}) ON CONFLICT DO NOTHING`);
