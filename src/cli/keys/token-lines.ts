import { beijingDay, beijingMinute } from "../../day.ts";
import { ROLE_NAMES } from "../../staff/role.ts";
import { isScope, SCOPE_NAMES } from "../../staff/scope.ts";

/** A row of LIST_TOKENS. */
export interface TokenFacts {
  id: number;
  name: string;
  role: string;
  /** JSON, as stored. */
  scopes: string | null;
  bureaus: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

/** One line a token, for the terminal. */
export function tokenLine(token: TokenFacts, now: Date): string {
  const used = token.lastUsedAt === null ? "没有使用记录" : `最近使用 ${beijingMinute(token.lastUsedAt)}`;
  return [String(token.id), token.name, purpose(token), standing(token, now), used].join("　");
}

function purpose({ scopes, bureaus, role }: TokenFacts): string {
  if (scopes === null) return `${role === "admin" ? ROLE_NAMES.admin : ROLE_NAMES.publisher}（旧令牌，没有写明权限）`;
  const names = (JSON.parse(scopes) as string[]).filter(isScope).map((scope) => SCOPE_NAMES[scope]);
  const of = JSON.parse(bureaus) as string[];
  return `${names.join("、")}（${of.length === 0 ? "全部单位" : of.join("、")}）`;
}

function standing({ revokedAt, expiresAt }: TokenFacts, now: Date): string {
  if (revokedAt !== null) return `已于 ${beijingDay(revokedAt)} 停用`;
  return expiresAt <= now.toISOString() ? `已于 ${beijingDay(expiresAt)} 到期` : `${beijingDay(expiresAt)} 到期`;
}
