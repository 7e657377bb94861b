import type { Ctx } from "../../ctx.ts";
import { missingFeedback, requireHandler, requireRole } from "../../staff/permission.ts";
import { type Feedback, loadFeedback } from "../store.ts";

/** A feedback that the actor handles, with the actor's name. Throws `unauthorized`, `forbidden`, `not_found`. */
export async function requireHandled(ctx: Ctx, id: number): Promise<{ feedback: Feedback; name: string }> {
  requireRole(ctx, "officer", "supervisor");
  const feedback = await loadFeedback(ctx.db, id);
  if (!feedback) throw missingFeedback();
  return { feedback, name: requireHandler(ctx, feedback) };
}

/** A feedback for a supervisor, who decides what becomes public. Throws `unauthorized`, `forbidden`, `not_found`. */
export async function requireSupervised(ctx: Ctx, id: number): Promise<{ feedback: Feedback; name: string }> {
  const name = requireRole(ctx, "supervisor");
  const feedback = await loadFeedback(ctx.db, id);
  if (!feedback) throw missingFeedback();
  return { feedback, name };
}

export const staff = (name: string) => ({ kind: "staff" as const, name });
