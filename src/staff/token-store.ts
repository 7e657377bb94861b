import { and, desc, eq, getTableColumns, isNull, lt, or } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { listHas, replacedIn } from "../db/json-each.ts";
import { apiTokens } from "./schema.ts";

const MOST_TOKENS = 200;

const { tokenSha256, ...listed } = getTableColumns(apiTokens);

export type TokenRow = typeof apiTokens.$inferSelect;

export const findToken = (db: Database, digest: string) =>
  db.select().from(apiTokens).where(eq(tokenSha256, digest)).get();

export const findTokenById = (db: Database, id: number) =>
  db.select().from(apiTokens).where(eq(apiTokens.id, id)).get();

/** Those that run out last come first. */
export const listTokenRows = (db: Database) =>
  db.select(listed).from(apiTokens).orderBy(desc(apiTokens.expiresAt)).limit(MOST_TOKENS).all();

export const insertToken = (db: Database, row: Omit<TokenRow, "id" | "revokedAt" | "revokedBy" | "lastUsedAt">) =>
  db.insert(apiTokens).values(row);

/** Changes nothing if it was revoked already. */
export const revokeTokenRow = (db: Database, id: number, at: string, by: string): Statement =>
  db
    .update(apiTokens)
    .set({ revokedAt: at, revokedBy: by })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)));

/** Notes a use, unless one was noted since `before`. */
export const noteUse = (db: Database, id: number, at: string, before: string) =>
  db
    .update(apiTokens)
    .set({ lastUsedAt: at })
    .where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, before))))
    .run();

export const renameInTokens = (db: Database, from: string, to: string): Statement =>
  db
    .update(apiTokens)
    .set({ bureaus: replacedIn(apiTokens.bureaus, from, to) })
    .where(listHas(apiTokens.bureaus, from));
