import { eq } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";
import { isOneOf } from "../db/json-each.ts";
import { feedbackSecrets, feedbackSettings } from "./schema.ts";

/** Settings by name; one that was never saved is absent. */
export async function loadSettings(db: Database, names: readonly string[]): Promise<Record<string, unknown>> {
  const rows = await db
    .select({ name: feedbackSettings.name, value: feedbackSettings.value })
    .from(feedbackSettings)
    .where(isOneOf(feedbackSettings.name, names))
    .all();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Undefined if nothing was ever saved under the name. */
export const loadSetting = async (db: Database, name: string): Promise<unknown> =>
  (await loadSettings(db, [name]))[name];

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
