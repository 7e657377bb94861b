import { AppError } from "../errors.ts";
import { EVERY_BUREAU } from "./role.ts";

export interface HasActor {
  actor: { name: string; roles: readonly string[]; bureaus?: readonly string[] } | null;
}

type Acting = HasActor["actor"];

/** The name of the actor, who must have one of the roles; throws `unauthorized` or `forbidden`. */
export function requireRole(ctx: HasActor, ...roles: string[]): string {
  if (!ctx.actor) throw new AppError("unauthorized", "需要凭证：请登录，或在请求头写 Authorization: Bearer 加上令牌。");
  if (!ctx.actor.roles.some((role) => roles.includes(role)))
    throw new AppError("forbidden", "没有此项权限，请向管理员申请。");
  return ctx.actor.name;
}

/** What decides who handles a feedback; `bureau` is a slug, null where the feedback names none. */
export interface Matter {
  bureau: string | null;
  confidential: boolean;
}

/** A supervisor handles every feedback; an officer those of their bureaus, and what is confidential never. */
function mayHandle(actor: Acting, { bureau, confidential }: Matter): boolean {
  if (!actor) return false;
  if (actor.roles.includes("supervisor")) return true;
  if (!actor.roles.includes("officer") || confidential || bureau === null) return false;
  return actsForEvery(actor) || (actor.bureaus ?? []).includes(bureau);
}

/** One answer for what does not exist, is confidential or belongs to another bureau: nobody learns which. */
export const missingFeedback = () => new AppError("not_found", "没有这件意见，或不在您的负责范围内。请核对编号。");

/** The name of the actor, who must be allowed to handle the feedback; throws `unauthorized`, `forbidden`, `not_found`. */
export function requireHandler(ctx: HasActor, matter: Matter): string {
  const name = requireRole(ctx, "officer", "supervisor");
  if (mayHandle(ctx.actor, matter)) return name;
  throw missingFeedback();
}

/** The bureaus (slugs) whose feedback the actor may list, what is confidential apart; `every` for supervisors and the like. */
export function bureausOf(actor: Acting): "every" | readonly string[] {
  if (!actor) return [];
  if (actor.roles.includes("supervisor")) return "every";
  if (!actor.roles.includes("officer")) return [];
  return actsForEvery(actor) ? "every" : (actor.bureaus ?? []);
}

const actsForEvery = (actor: NonNullable<Acting>) => (actor.bureaus ?? []).includes(EVERY_BUREAU);
