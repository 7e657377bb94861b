import { sql } from "drizzle-orm";
import type { Database } from "../db/client.ts";

interface TokenRow {
  name: string;
  role: string;
  expires_at: string;
  revoked_at: string | null;
}

export const findToken = (db: Database, tokenSha256: string) =>
  db.get<TokenRow | undefined>(
    sql`SELECT name, role, expires_at, revoked_at FROM api_tokens WHERE token_sha256 = ${tokenSha256}`,
  );
