import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { staffMembers } from "../../staff/schema.ts";
import { supervisorKeys } from "../schema.ts";

export type SupervisorKey = typeof supervisorKeys.$inferSelect;

const isSupervisor = sql`EXISTS (SELECT 1 FROM json_each(${staffMembers.roles}) WHERE value = 'supervisor')`;

/** Keys that are not retired and whose holders are supervisors today. */
export const loadKeysInForce = (db: Database): Promise<Pick<SupervisorKey, "recipient" | "holder">[]> =>
  db
    .select({ recipient: supervisorKeys.recipient, holder: supervisorKeys.holder })
    .from(supervisorKeys)
    .innerJoin(staffMembers, eq(staffMembers.email, supervisorKeys.holder))
    .where(and(isNull(supervisorKeys.retiredAt), eq(staffMembers.active, true), isSupervisor))
    .orderBy(asc(supervisorKeys.addedAt))
    .limit(20);

export const listSupervisorKeys = (db: Database): Promise<SupervisorKey[]> =>
  db.select().from(supervisorKeys).orderBy(asc(supervisorKeys.addedAt)).limit(200);

export const insertSupervisorKey = (db: Database, recipient: string, holder: string, at: string): Statement =>
  db.insert(supervisorKeys).values({ recipient, holder, addedAt: at });

export const retireSupervisorKey = (db: Database, recipient: string, at: string, by: string): Statement =>
  db
    .update(supervisorKeys)
    .set({ retiredAt: at, retiredBy: by })
    .where(and(eq(supervisorKeys.recipient, recipient), isNull(supervisorKeys.retiredAt)));
