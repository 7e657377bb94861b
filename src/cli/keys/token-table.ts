import type { EnvironmentName } from "../command/environment.ts";
import { openDataArchive } from "../doctor/data-archive.ts";
import { executeSql } from "../local/local-database.ts";
import { quoteSql } from "../site/bearer-token.ts";

/** The place that keeps tokens: a deployed environment, a data folder of the Node host, or this machine. */
export interface TokenPlace {
  env?: EnvironmentName;
  data?: string;
}

type Rows = Record<string, unknown>[];

/** Runs statements one after the other, and answers the rows of the last. A data folder's site may be running. */
export async function inTokenTable({ env, data }: TokenPlace, statements: readonly string[]): Promise<Rows> {
  if (data === undefined) return (await executeSql(statements.join(";\n"), env)).at(-1) ?? [];
  const archive = await openDataArchive(data);
  try {
    const writes = statements.slice(0, -1);
    if (writes.length > 0) await archive.write(writes.map((sql) => [sql]));
    return await archive.query<Rows[number]>(statements.at(-1) ?? "");
  } finally {
    await archive.close();
  }
}

/** Who did it, in the audit log: whoever may run this command. */
const BY = "npm run token";

/** A site that holds nothing yet keeps no row: only an empty one can be restored into, and that needs a token. */
export const auditSql = (action: string, detail: Record<string, unknown>, now = new Date()) =>
  `INSERT INTO audit_log (at, actor, action, subject, detail)
    SELECT ${[now.toISOString(), BY, action, "/staff/tokens", JSON.stringify(detail)].map(quoteSql).join(", ")}
    WHERE EXISTS (SELECT 1 FROM bureaus) OR EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM audit_log)`;

/** Statements that revoke a token in force, with the audit row. */
export const revokeSql = (id: number, now = new Date()): string[] => [
  `INSERT INTO audit_log (at, actor, action, subject, detail)
    SELECT ${quoteSql(now.toISOString())}, ${quoteSql(BY)}, 'token.revoked', '/staff/tokens', json_object('name', name, 'id', id)
    FROM api_tokens WHERE id = ${id} AND revoked_at IS NULL`,
  `UPDATE api_tokens SET revoked_at = ${quoteSql(now.toISOString())}, revoked_by = ${quoteSql(BY)}
    WHERE id = ${id} AND revoked_at IS NULL`,
];

export const ONE_TOKEN = "SELECT id, name, revoked_at AS revokedAt FROM api_tokens WHERE id = ";
export const LIST_TOKENS = `SELECT id, name, role, scopes, bureaus, created_at AS createdAt, expires_at AS expiresAt,
  revoked_at AS revokedAt, last_used_at AS lastUsedAt FROM api_tokens ORDER BY expires_at DESC LIMIT 200`;
