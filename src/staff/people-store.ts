import { asc, desc, eq } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { listHas, replacedIn } from "../db/json-each.ts";
import { bureaus } from "../reports/schema.ts";
import { staffMembers } from "./schema.ts";

const MOST_PEOPLE = 500;
const MOST_BUREAUS = 1000;

export type StaffRow = Omit<typeof staffMembers.$inferSelect, "createdAt" | "updatedAt">;

export const findStaff = (db: Database, email: string) =>
  db.select().from(staffMembers).where(eq(staffMembers.email, email)).get();

export const listStaff = (db: Database) =>
  db.select().from(staffMembers).orderBy(desc(staffMembers.active), asc(staffMembers.email)).limit(MOST_PEOPLE).all();

/** Adds a person; fails (primary key) if the address is taken. */
export const insertStaff = (db: Database, row: StaffRow, at: string): Statement =>
  db.insert(staffMembers).values({ ...row, createdAt: at, updatedAt: at });

export function updateStaff(db: Database, { email, ...row }: StaffRow, at: string): Statement {
  return db
    .update(staffMembers)
    .set({ ...row, updatedAt: at })
    .where(eq(staffMembers.email, email));
}

export const listBureauNames = (db: Database) =>
  db
    .select({ slug: bureaus.slug, name: bureaus.shortName })
    .from(bureaus)
    .orderBy(asc(bureaus.slug))
    .limit(MOST_BUREAUS)
    .all();

export const renameInStaff = (db: Database, from: string, to: string): Statement =>
  db
    .update(staffMembers)
    .set({ bureaus: replacedIn(staffMembers.bureaus, from, to) })
    .where(listHas(staffMembers.bureaus, from));
