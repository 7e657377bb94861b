import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";

export async function loadSetting(db: Database, name: string): Promise<unknown> {
  const row = await db.get<{ value: string } | undefined>(
    sql`SELECT value FROM feedback_settings WHERE name = ${name}`,
  );
  return row ? JSON.parse(row.value) : null;
}

export const saveSetting = (db: Database, name: string, value: unknown, at: string, by: string): Statement =>
  db.run(
    sql`INSERT INTO feedback_settings (name, value, changed_at, changed_by)
        VALUES (${name}, ${JSON.stringify(value)}, ${at}, ${by})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by`,
  );

/** A secret of this installation, made the first time it is asked for. */
export async function loadSecret(db: Database, name: string, fresh: string, at: string): Promise<string> {
  const kept = await db.get<{ value: string } | undefined>(
    sql`SELECT value FROM feedback_secrets WHERE name = ${name}`,
  );
  if (kept) return kept.value;
  const made = await db.get<{ value: string }>(
    sql`INSERT INTO feedback_secrets (name, value, created_at) VALUES (${name}, ${fresh}, ${at})
        ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`,
  );
  return made.value;
}
