import { eq } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { feedbackSecrets, feedbackSettings } from "./schema.ts";

/** Undefined if nothing was ever saved under the name. */
export async function loadSetting(db: Database, name: string): Promise<unknown> {
  const row = await db
    .select({ value: feedbackSettings.value })
    .from(feedbackSettings)
    .where(eq(feedbackSettings.name, name))
    .get();
  return row?.value;
}

export const saveSetting = (db: Database, name: string, value: unknown, at: string, by: string): Statement =>
  db
    .insert(feedbackSettings)
    .values({ name, value, changedAt: at, changedBy: by })
    .onConflictDoUpdate({ target: feedbackSettings.name, set: { value, changedAt: at, changedBy: by } });

/** A secret of this installation, made the first time somebody asks for it. */
export async function loadSecret(db: Database, name: string, fresh: string, at: string): Promise<string> {
  const { value } = feedbackSecrets;
  const kept = await db.select({ value }).from(feedbackSecrets).where(eq(feedbackSecrets.name, name)).get();
  if (kept) return kept.value;
  const made = await db
    .insert(feedbackSecrets)
    .values({ name, value: fresh, createdAt: at })
    .onConflictDoUpdate({ target: feedbackSecrets.name, set: { name } })
    .returning({ value })
    .get();
  return made.value;
}
