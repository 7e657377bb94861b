import type { Actor, Ctx } from "../ctx.ts";
import { beijingDay } from "../day.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { sha256Hex } from "../sha256.ts";
import { classOf } from "../thrown.ts";
import { rolesOfToken } from "./scope.ts";
import { findToken, noteUse, type TokenRow } from "./token-store.ts";

const HOW_TO_GET_ONE = "请向管理员要一个新的（工作台“令牌”，或 npm run token）。";
/** A use is noted at most so often: a backup asks a thousand times. */
const NOTED_EVERY_MS = 600_000;

/** The holder of a bearer token, from the Authorization header; null if there is none. Throws `unauthorized`. */
export async function authenticate(ctx: Ctx, authorization: string | undefined): Promise<Actor | null> {
  if (!authorization) return null;
  const token = /^Bearer ([\w-]{20,200})$/i.exec(authorization.trim())?.[1];
  if (!token) throw new AppError("unauthorized", `令牌格式不对，应为 Authorization: Bearer 加令牌。${HOW_TO_GET_ONE}`);
  const row = await findToken(ctx.db, sha256Hex(token));
  if (!row) throw new AppError("unauthorized", `令牌无效：本站没有这个令牌，可能抄错了。${HOW_TO_GET_ONE}`);
  if (row.revokedAt)
    throw new AppError("unauthorized", `令牌“${row.name}”已于${beijingDay(row.revokedAt)}停用。${HOW_TO_GET_ONE}`);
  if (row.expiresAt <= ctx.now().toISOString())
    throw new AppError("unauthorized", `令牌“${row.name}”已于${beijingDay(row.expiresAt)}过期。${HOW_TO_GET_ONE}`);
  await remember(ctx, row);
  return { name: row.name, roles: rolesOfToken(row), bureaus: row.bureaus };
}

/** A use that could not be noted keeps nobody from their work. */
async function remember(ctx: Ctx, { id, lastUsedAt }: TokenRow) {
  const now = ctx.now();
  const before = new Date(now.getTime() - NOTED_EVERY_MS).toISOString();
  if (lastUsedAt !== null && lastUsedAt >= before) return;
  await noteUse(ctx.db, id, now.toISOString(), before).catch((error: unknown) =>
    log("token.use_not_noted", { error: classOf(error) }),
  );
}
