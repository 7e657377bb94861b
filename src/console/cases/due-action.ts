import type { Case } from "../../feedback/handle/queue.ts";
import { type ActionName, CASE_ACTIONS } from "./case-actions.ts";

type Matter = Pick<Case, "possible"> & {
  feedback: Pick<Case["feedback"], "draftBy" | "waiting" | "consent" | "publication" | "replyPublic">;
};

/** The one step that is due now; null if somebody else has to act, or nobody. */
export function dueAction({ feedback, possible }: Matter): ActionName | null {
  const may = (name: ActionName) => possible.includes(CASE_ACTIONS[name].event);
  const first = (...names: ActionName[]) => names.find(may) ?? null;
  if (feedback.draftBy !== null) return first("approve");
  if (may("accept")) return "accept";
  if (feedback.waiting) return null;
  if (may("draft")) return "draft";
  if (feedback.consent && feedback.publication === "private") return first("publish", "close");
  return feedback.publication === "published" && !feedback.replyPublic
    ? first("publish-reply", "close")
    : first("close");
}
