import { sql } from "drizzle-orm";
import type { Database, Statement } from "../db/client.ts";

export interface StaffRow {
  email: string;
  name: string;
  /** JSON array. */
  roles: string;
  /** JSON array of slugs. */
  bureaus: string;
  active: number;
}

export const findStaff = (db: Database, email: string) =>
  db.get<StaffRow | undefined>(sql`SELECT email, name, roles, bureaus, active FROM staff WHERE email = ${email}`);

export const listStaff = (db: Database) =>
  db.all<StaffRow>(sql`SELECT email, name, roles, bureaus, active FROM staff ORDER BY active DESC, email LIMIT 500`);

/** Adds a person; fails (primary key) where the address is taken. */
export const insertStaff = (db: Database, row: StaffRow, at: string): Statement =>
  db.run(
    sql`INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at)
        VALUES (${row.email}, ${row.name}, ${row.roles}, ${row.bureaus}, ${row.active}, ${at}, ${at})`,
  );

export const updateStaff = (db: Database, row: StaffRow, at: string): Statement =>
  db.run(
    sql`UPDATE staff SET name = ${row.name}, roles = ${row.roles}, bureaus = ${row.bureaus}, active = ${row.active},
          updated_at = ${at} WHERE email = ${row.email}`,
  );

export const listBureauNames = (db: Database) =>
  db.all<{ slug: string; name: string }>(sql`SELECT slug, short_name AS name FROM bureaus ORDER BY slug LIMIT 1000`);
