import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import { breaks } from "../db/broken-constraint.ts";
import type { Database, Statement } from "../db/client.ts";
import { columnList, jsonEach } from "../db/json-each.ts";
import { bureaus, formerSlugs } from "../reports/schema.ts";
import type { Hash, NodeKey, TreeNode } from "./log/tree.ts";
import { ledgerCheckpoints, ledgerDevelopmentKey, ledgerEntries, ledgerNodes } from "./schema.ts";

export interface StoredHead {
  size: number;
  /** The hashes of `subtreesOf(0, size)`. */
  frontier: Hash[];
}

/** The size of the log and its complete subtrees from the left. Rows read: about log2 of the size. */
export async function loadHead(db: Database): Promise<StoredHead> {
  const rows = await db.all<{ size: number; hash: string | null }>(
    sql`WITH RECURSIVE
          head (size) AS (SELECT coalesce(max(${ledgerEntries.position}) + 1, 0) FROM ${ledgerEntries}),
          levels (level) AS (SELECT 0 UNION ALL SELECT level + 1 FROM levels, head WHERE head.size >> (level + 1) > 0)
        SELECT head.size, ${ledgerNodes.hash} AS hash
        FROM head CROSS JOIN levels
          LEFT JOIN ${ledgerNodes}
            ON ${ledgerNodes.level} = levels.level AND ${ledgerNodes.idx} = (head.size >> levels.level) - 1
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
  db.insert(ledgerEntries).values({ position, data });

export function insertNodes(nodes: readonly TreeNode[]): Statement {
  const rows = nodes.map(({ level, index, hash }) => [level, index, bytesToHex(hash)]);
  return sql`INSERT INTO ${ledgerNodes} (${columnList(ledgerNodes.level, ledgerNodes.idx, ledgerNodes.hash)})
    SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM ${jsonEach(rows)}`;
}

/** True if the batch failed only because another writer added to the log first. */
export const isLedgerRace = (error: unknown) =>
  breaks(error, "UNIQUE", ledgerEntries.position) || breaks(error, "UNIQUE", ledgerNodes.level);

/** The hashes of these nodes, by `level/index`. Throws if one is missing. */
export async function loadNodes(db: Database, keys: readonly NodeKey[]): Promise<(key: NodeKey) => Hash> {
  const rows = await db
    .select({ level: ledgerNodes.level, idx: ledgerNodes.idx, hash: ledgerNodes.hash })
    .from(jsonEach(keys.map(({ level, index }) => [level, index])))
    .innerJoin(ledgerNodes, sql`${ledgerNodes.level} = j.value ->> 0 AND ${ledgerNodes.idx} = j.value ->> 1`)
    .all();
  const hashes = new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  return ({ level, index }) => requireHash(hashes.get(`${level}/${index}`));
}

/** Nodes [from, to) of one level. */
export async function loadNodeRow(db: Database, level: number, from: number, to: number): Promise<Hash[]> {
  const rows = await db
    .select({ hash: ledgerNodes.hash })
    .from(ledgerNodes)
    .where(and(eq(ledgerNodes.level, level), gte(ledgerNodes.idx, from), lt(ledgerNodes.idx, to)))
    .orderBy(asc(ledgerNodes.idx))
    .all();
  return rows.map(({ hash }) => hexToBytes(hash));
}

const entry = { position: ledgerEntries.position, data: ledgerEntries.data };
export type StoredEntry = Pick<typeof ledgerEntries.$inferSelect, keyof typeof entry>;

/** Entries [from, to) in order. */
export const loadEntries = (db: Database, from: number, to: number): Promise<StoredEntry[]> =>
  db
    .select(entry)
    .from(ledgerEntries)
    .where(and(gte(ledgerEntries.position, from), lt(ledgerEntries.position, to)))
    .orderBy(asc(ledgerEntries.position))
    .all();

/** The short names of bureaus by the slugs that entries give, which may be former ones. */
export const loadBureauNames = (db: Database, slugs: readonly string[]) =>
  db
    .select({ slug: sql<string>`j.value`, name: bureaus.shortName, demo: bureaus.demo })
    .from(jsonEach(slugs))
    .leftJoin(formerSlugs, sql`${formerSlugs.slug} = j.value`)
    .innerJoin(bureaus, sql`${bureaus.slug} = j.value OR ${bureaus.id} = ${formerSlugs.bureauId}`)
    .all();

export type StoredCheckpoint = typeof ledgerCheckpoints.$inferSelect;

export const latestCheckpoint = (db: Database): Promise<StoredCheckpoint | undefined> =>
  db.select().from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.size)).limit(1).get();

/** Keeps a checkpoint; one of the same size that is there already stays. */
export function insertCheckpoint({ size, note, signedAt }: StoredCheckpoint): Statement {
  const columns = columnList(ledgerCheckpoints.size, ledgerCheckpoints.note, ledgerCheckpoints.signedAt);
  return sql`INSERT INTO ${ledgerCheckpoints} (${columns}) SELECT ${size}, ${note}, ${signedAt}
    WHERE NOT EXISTS (SELECT 1 FROM ${ledgerCheckpoints} WHERE ${ledgerCheckpoints.size} = ${size})`;
}

/** The entry that records a revision's text, found under the present slug or else under one the bureau had before. */
export function findRevisionEntry(db: Database, bureau: string, year: number, revision: number) {
  const isRecord = and(
    eq(ledgerEntries.year, year),
    eq(ledgerEntries.revision, revision),
    sql`${ledgerEntries.kind} IN ('publication', 'correction')`,
  );
  const former = db
    .select(entry)
    .from(bureaus)
    .innerJoin(formerSlugs, eq(formerSlugs.bureauId, bureaus.id))
    .innerJoin(ledgerEntries, and(eq(ledgerEntries.bureau, formerSlugs.slug), isRecord))
    .where(eq(bureaus.slug, bureau));
  return db
    .select(entry)
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.bureau, bureau), isRecord))
    .unionAll(former)
    .limit(1)
    .get();
}

export async function loadDevelopmentKey(db: Database): Promise<string | undefined> {
  return (await db.select().from(ledgerDevelopmentKey).get())?.signingKey;
}

/** Keeps the key unless another request kept one first. */
export const keepDevelopmentKey = (db: Database, signingKey: string): Promise<unknown> =>
  db.insert(ledgerDevelopmentKey).values({ id: 1, signingKey }).onConflictDoNothing().run();
