import { isOverdue } from "../clock.ts";
import type { AuthorView } from "../case/author-view.ts";
import { pinnedPath } from "../target/passage-path.ts";
import type { PublicFeedback, RegisterRow } from "./register.ts";

export const registerRowToJson = (row: RegisterRow, origin: string, today: string) => {
  const passage = pinnedPath(row);
  return {
    id: row.id,
    url: `${origin}/feedback/${row.id}`,
    kind: row.kind,
    status: row.status,
    title: row.title,
    text: row.text,
    bureau: row.bureau,
    year: row.year,
    revision: row.revision,
    section: row.section,
    anchor: row.anchor,
    quote: row.quote,
    passage: passage && origin + passage,
    submitted_at: row.submittedAt,
    published_at: row.publishedAt,
    due: row.due,
    overdue: isOverdue(row.due, today),
    stopped_on: row.stoppedOn,
    answered_at: row.answeredAt,
    correction_revision: row.correctionRevision,
    supports: row.supports,
  };
};

export const publicFeedbackToJson = (view: PublicFeedback, origin: string) => ({
  ...registerRowToJson(view, origin, view.today),
  deadline: view.deadline?.explanation ?? null,
  calendar: view.deadline?.calendar ?? [],
  history: view.history.map(({ at, status, note }) => ({ at, status, ...(note ? { note } : {}) })),
  replies: view.replies.map(({ text, at }) => ({ text, at })),
});

export function authorViewToJson({ feedback, deadline, history, replies, changedSince }: AuthorView) {
  const last = replies.at(-1);
  return {
    id: feedback.id,
    kind: feedback.kind,
    status: feedback.status,
    due: feedback.due,
    deadline: deadline?.explanation ?? null,
    calendar: deadline?.calendar ?? [],
    stopped_on: feedback.stoppedOn,
    changed_since: changedSince,
    history: history.map(({ at, status, note }) => ({ at, status, ...(note ? { note } : {}) })),
    ...(last ? { reply: { text: last.text, at: last.at } } : {}),
  };
}
