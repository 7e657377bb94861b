import { AppError } from "../errors.ts";
import { EVERY_BUREAU } from "./role.ts";

export interface HasActor {
  actor: { name: string; roles: readonly string[]; bureaus?: readonly string[] } | null;
}

type Acting = HasActor["actor"];

/** Whoever acts; throws `unauthorized` if nobody does. */
export function requireSomebody({ actor }: HasActor): NonNullable<Acting> {
  if (!actor) throw new AppError("unauthorized", "需要凭证：请登录，或在请求头写 Authorization: Bearer 加上令牌。");
  return actor;
}

/** The name of the actor, who must have one of the roles; throws `unauthorized` or `forbidden`. */
export function requireRole(ctx: HasActor, ...roles: string[]): string {
  const actor = requireSomebody(ctx);
  if (!actor.roles.some((role) => roles.includes(role)))
    throw new AppError("forbidden", "没有此项权限，请向管理员申请。");
  return actor.name;
}

/**
 * The name of the actor, who must be allowed to publish for the bureau (a slug): an admin, and a publisher who acts for it or for no
 * bureau in particular. Throws `unauthorized`, `forbidden`.
 */
export function requirePublisher(ctx: HasActor, bureau: string): string {
  const name = requireRole(ctx, "publisher", "admin");
  if (mayPublishFor(ctx.actor, bureau)) return name;
  throw new AppError("forbidden", `您只能发布所负责单位的报告，${bureau} 不在其中。请向管理员申请。`, "bureau");
}

/** Whether a publisher's list of bureaus, if there is one, has this bureau. */
export function mayPublishFor(actor: Acting, bureau: string): boolean {
  const bureaus = actor?.bureaus ?? [];
  if (!actor || actor.roles.includes("admin") || bureaus.length === 0) return actor !== null;
  return actsForEvery(actor) || bureaus.includes(bureau);
}

/** The facts that decide who handles a feedback; `bureau` is a slug, null if the feedback names none. */
export interface Matter {
  bureau: string | null;
  confidential: boolean;
  /** The supervisors look at it first. */
  held: boolean;
}

/** A supervisor handles every feedback; an officer handles those of their bureaus, and never a confidential one. */
function mayHandle(actor: Acting, { bureau, confidential, held }: Matter): boolean {
  if (!actor) return false;
  if (actor.roles.includes("supervisor")) return true;
  if (!actor.roles.includes("officer") || confidential || held || bureau === null) return false;
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

/** The bureaus (slugs) whose feedback the actor may list, confidential feedback aside; `every` for supervisors and the like. */
export function bureausOf(actor: Acting): "every" | readonly string[] {
  if (!actor) return [];
  if (actor.roles.includes("supervisor")) return "every";
  if (!actor.roles.includes("officer")) return [];
  return actsForEvery(actor) ? "every" : (actor.bureaus ?? []);
}

/** The bureaus whose queue a program may list; null is every bureau. Throws `unauthorized`, `forbidden`. */
export function requireListing(ctx: HasActor): readonly string[] | null {
  requireRole(ctx, "feedback-read");
  const bureaus = ctx.actor?.bureaus ?? [];
  return bureaus.length === 0 || bureaus.includes(EVERY_BUREAU) ? null : bureaus;
}

const actsForEvery = (actor: NonNullable<Acting>) => (actor.bureaus ?? []).includes(EVERY_BUREAU);
