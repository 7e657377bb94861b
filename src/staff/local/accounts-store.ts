import { and, count, eq, lt } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { accountInvitations, localAccounts, spentCodes } from "../schema.ts";

export const findAccount = (db: Database, email: string) =>
  db.select().from(localAccounts).where(eq(localAccounts.email, email)).get();

export const putAccount = (db: Database, row: typeof localAccounts.$inferInsert): Statement =>
  db.insert(localAccounts).values(row).onConflictDoUpdate({ target: localAccounts.email, set: row });

export const findInvitation = (db: Database, email: string) =>
  db.select().from(accountInvitations).where(eq(accountInvitations.email, email)).get();

/** In the place of one that the person may have had. */
export const putInvitation = (db: Database, row: typeof accountInvitations.$inferInsert): Statement =>
  db.insert(accountInvitations).values(row).onConflictDoUpdate({ target: accountInvitations.email, set: row });

export const endInvitation = (db: Database, email: string): Statement =>
  db.delete(accountInvitations).where(eq(accountInvitations.email, email));

/** Fails (primary key) if the code was used before. */
export const spendCode = (db: Database, row: typeof spentCodes.$inferInsert): Statement =>
  db.insert(spentCodes).values(row);

export const forgetSpent = (db: Database, email: string, before: string): Statement =>
  db.delete(spentCodes).where(and(eq(spentCodes.email, email), lt(spentCodes.until, before)));

export const forgetEverySpent = (db: Database, email: string): Statement =>
  db.delete(spentCodes).where(eq(spentCodes.email, email));

export async function countSpentForGood(db: Database, email: string): Promise<number> {
  const isForGood = and(eq(spentCodes.email, email), eq(spentCodes.until, FOR_GOOD));
  return (await db.select({ n: count() }).from(spentCodes).where(isForGood).get())?.n ?? 0;
}

export const FOR_GOOD = "9999";
