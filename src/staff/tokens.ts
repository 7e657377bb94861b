import { base64url } from "jose";
import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { DAY_MS } from "../day.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { sha256Hex } from "../sha256.ts";
import { listBureauNames } from "./people-store.ts";
import { requireRole } from "./permission.ts";
import { defaultDays, isForBureaus, isScope, mostDays, oldRoleOf, type Scope } from "./scope.ts";
import { findTokenById, insertToken, listTokenRows, revokeTokenRow, type TokenRow } from "./token-store.ts";

/** As typed in the form. */
export interface TokenInput {
  name: string;
  scopes: readonly string[];
  bureaus: readonly string[];
  /** Empty: as long as is usual for what it is for. */
  days: string;
}

export type TokenErrors = Partial<Record<"name" | "scopes" | "bureaus" | "days", string>>;
export type TokenMade = { ok: true; token: string; days: number } | { ok: false; errors: TokenErrors };

/** A token without what would let somebody in. */
export type ListedToken = Omit<TokenRow, "tokenSha256">;

const LONGEST_NAME = 80;
const TOKEN_BYTES = 32;

/** Every token there is or was. Throws `unauthorized`, `forbidden`. */
export async function listTokens(ctx: Ctx): Promise<ListedToken[]> {
  requireRole(ctx, "admin");
  return listTokenRows(ctx.db);
}

/** Makes a token, which is answered once and kept as a digest. */
export async function makeToken(ctx: Ctx, input: TokenInput): Promise<TokenMade> {
  const actor = requireRole(ctx, "admin");
  const name = input.name.trim();
  const scopes = [...new Set(input.scopes)].filter(isScope);
  const bureaus = [...new Set(input.bureaus)];
  const days = input.days.trim() === "" ? defaultDays(scopes) : Number(input.days);
  const known = bureaus.length === 0 ? [] : await listBureauNames(ctx.db);
  const errors = errorsOf({ name, scopes, bureaus, days }, new Set(known.map(({ slug }) => slug)));
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const token = `gs_${base64url.encode(ctx.random(TOKEN_BYTES))}`;
  const now = ctx.now();
  const at = now.toISOString();
  const detail = { name, scopes: scopes.join(" "), bureaus: bureaus.join(" "), days };
  await commit(ctx.db, [
    insertToken(ctx.db, {
      tokenSha256: sha256Hex(token),
      name,
      role: oldRoleOf(scopes, bureaus),
      scopes,
      bureaus,
      createdAt: at,
      createdBy: actor,
      expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    }),
    auditEntry(ctx.db, { at, actor, action: "token.made", subject: "/staff/tokens", detail }),
  ]);
  return { ok: true, token, days };
}

/** Takes a token back, from its next request on. Throws `not_found`, `conflict` if it was taken back already. */
export async function revokeToken(ctx: Ctx, id: number): Promise<void> {
  const actor = requireRole(ctx, "admin");
  const row = await findTokenById(ctx.db, id);
  if (!row) throw new AppError("not_found", "没有这个令牌，请刷新页面。");
  if (row.revokedAt !== null) throw new AppError("conflict", "这个令牌已经停用。");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    revokeTokenRow(ctx.db, id, at, actor),
    auditEntry(ctx.db, {
      at,
      actor,
      action: "token.revoked",
      subject: "/staff/tokens",
      detail: { name: row.name, id },
    }),
  ]);
}

interface Wanted {
  name: string;
  scopes: readonly Scope[];
  bureaus: readonly string[];
  days: number;
}

function errorsOf({ name, scopes, bureaus, days }: Wanted, known: ReadonlySet<string>): TokenErrors {
  const errors: TokenErrors = {};
  const most = mostDays(scopes);
  if (name === "" || name.length > LONGEST_NAME) errors.name = `请写明谁用，或哪个软件用，最多${LONGEST_NAME}字。`;
  if (scopes.length === 0) errors.scopes = "请至少选择一项权限。";
  if (!Number.isInteger(days) || days < 1 || days > most) errors.days = `有效天数应是1到${most}的整数。`;
  if (bureaus.length > 0 && !isForBureaus(scopes)) errors.bureaus = "“备份”和“管理”管着整个网站，不能限定单位。";
  else if (!bureaus.every((slug) => known.has(slug))) errors.bureaus = "所选单位不存在，请刷新页面后重选。";
  return errors;
}
