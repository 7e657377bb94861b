import { AppError } from "../errors.ts";

export interface HasActor {
  actor: { name: string; roles: readonly string[] } | null;
}

/** The name of the actor, who must have one of the roles; throws `unauthorized` or `forbidden`. */
export function requireRole(ctx: HasActor, ...roles: string[]): string {
  if (!ctx.actor) throw new AppError("unauthorized", "需要凭证：请在请求头写 Authorization: Bearer 加上发布令牌。");
  if (!ctx.actor.roles.some((role) => roles.includes(role)))
    throw new AppError("forbidden", "这个令牌没有此项权限，请向管理员申请。");
  return ctx.actor.name;
}
