import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DAY_MS } from "../../day.ts";
import { sha256Hex } from "../../sha256.ts";
import { oldRoleOf, type Scope } from "../../staff/scope.ts";
import { inProject } from "../command/project.ts";

/** A token's purpose. */
export interface TokenGrant {
  scopes: readonly Scope[];
  /** Slugs; empty is every bureau. */
  bureaus?: readonly string[];
}

/** The grant of the site on one's own machine, whose operator may do everything. */
export const EVERY_SCOPE: TokenGrant = { scopes: ["publish", "feedback-read", "backup", "admin"] };

const TOKEN_FILE = inProject(".gongshi/token");

export const newBearerToken = () => `gs_${randomBytes(32).toString("base64url")}`;

/** The SQL that lets a token in until `days` from now; only its SHA-256 is stored. Again for the same token: a new expiry. Without semicolon. */
export function tokenSql(
  token: string,
  name: string,
  { scopes, bureaus = [] }: TokenGrant,
  days: number,
  now = new Date(),
): string {
  const hash = sha256Hex(token);
  const expires = new Date(now.getTime() + days * DAY_MS).toISOString();
  const role = oldRoleOf(scopes, bureaus);
  const lists = [scopes, bureaus].map((list) => JSON.stringify(list));
  const values = [hash, name, role, now.toISOString(), expires, ...lists].map(quoteSql).join(", ");
  return `INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at, scopes, bureaus) VALUES (${values})
    ON CONFLICT (token_sha256) DO UPDATE SET expires_at = excluded.expires_at, scopes = excluded.scopes, role = excluded.role`;
}

export const quoteSql = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The token of the local site, made on first use and kept in a file that only its owner can read. */
export async function localToken(): Promise<string> {
  const kept = await readLocalToken();
  if (kept) return kept;
  const token = newBearerToken();
  await mkdir(dirname(TOKEN_FILE), { recursive: true, mode: 0o700 });
  await writeFile(TOKEN_FILE, `${token}\n`, { mode: 0o600 });
  await chmod(TOKEN_FILE, 0o600);
  return token;
}

export async function readLocalToken(): Promise<string | null> {
  const text = await readFile(TOKEN_FILE, "utf8").catch(() => "");
  return text.trim() || null;
}
