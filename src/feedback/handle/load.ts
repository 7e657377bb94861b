import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { requireHandler, requireRole } from "../../staff/permission.ts";
import { type Feedback, loadFeedback } from "../store.ts";

const missing = () => new AppError("not_found", "没有这件意见。请核对编号。");

/** A feedback that the actor handles, with the actor's name. Throws `unauthorized`, `forbidden`, `not_found`. */
export async function requireHandled(ctx: Ctx, id: number): Promise<{ feedback: Feedback; name: string }> {
  requireRole(ctx, "officer", "supervisor");
  const feedback = await loadFeedback(ctx.db, id);
  if (!feedback) throw missing();
  return { feedback, name: requireHandler(ctx, feedback) };
}

/** A feedback for a supervisor, who decides what becomes public. Throws `unauthorized`, `forbidden`, `not_found`. */
export async function requireSupervised(ctx: Ctx, id: number): Promise<{ feedback: Feedback; name: string }> {
  const name = requireRole(ctx, "supervisor");
  const feedback = await loadFeedback(ctx.db, id);
  if (!feedback) throw missing();
  return { feedback, name };
}

export const staff = (name: string) => ({ kind: "staff" as const, name });
