import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { sha256Hex } from "../sha256.ts";
import { findToken } from "./store.ts";

const HOW_TO_GET_ONE = "请运行 npm run token 取得新的令牌。";

/** The holder of a bearer token, from the Authorization header; null where there is none. Throws `unauthorized`. */
export async function authenticate(ctx: Ctx, authorization: string | undefined): Promise<Actor | null> {
  if (!authorization) return null;
  const token = /^Bearer ([\w-]{20,200})$/i.exec(authorization.trim())?.[1];
  if (!token) throw new AppError("unauthorized", `令牌格式不对，应为 Authorization: Bearer 加令牌。${HOW_TO_GET_ONE}`);
  const row = await findToken(ctx.db, sha256Hex(token));
  if (!row || row.revokedAt) throw new AppError("unauthorized", `令牌无效或已停用。${HOW_TO_GET_ONE}`);
  if (row.expiresAt <= ctx.now().toISOString())
    throw new AppError("unauthorized", `令牌已于${row.expiresAt.slice(0, 10)}过期。${HOW_TO_GET_ONE}`);
  return { name: row.name, roles: [row.role] };
}
