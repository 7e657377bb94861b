import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { feedbackPath } from "../../paths.ts";
import { bureausOf, requireRole } from "../../staff/permission.ts";
import { requireHandled } from "../case/handled.ts";
import { listUnreadFeedback, upsertRead } from "./reads-store.ts";

const MOST_UNREAD = 500;

/** Numbers of the open feedback with something that the actor has not read yet, at most 500. */
export async function readUnread(ctx: Ctx): Promise<Set<number>> {
  const name = requireRole(ctx, "officer", "supervisor");
  const own = bureausOf(ctx.actor);
  const scope = {
    bureaus: own === "every" ? null : own,
    confidential: ctx.actor?.roles.includes("supervisor") ?? false,
  };
  return new Set((await listUnreadFeedback(ctx.db, name, scope, MOST_UNREAD)).map(({ id }) => id));
}

/** For the log too: the actor has seen the feedback as it stands. Throws as `readCase` does. */
export async function markRead(ctx: Ctx, id: number): Promise<void> {
  const { feedback, name } = await requireHandled(ctx, id);
  await commit(ctx.db, [
    upsertRead(ctx.db, name, id, feedback.seq),
    auditEntry(ctx.db, {
      at: ctx.now().toISOString(),
      actor: name,
      action: "feedback.opened",
      subject: feedbackPath(id),
      detail: {},
      confidential: feedback.confidential || feedback.held,
    }),
  ]);
}
