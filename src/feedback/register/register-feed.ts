import { feedbackFeedPath, feedbackPath, feedbackRegisterPath } from "../../paths.ts";
import { type AtomEntry, atomFeed } from "../../ui/atom.ts";
import { KINDS } from "../kind.ts";
import type { RegisterRow } from "./register.ts";
import { feedbackWords } from "../words.ts";

/** Atom 1.0: what was published, the newest first; an entry is updated by its answer. */
export const toFeedbackAtom = (rows: readonly RegisterRow[], origin: string): string =>
  atomFeed({
    origin,
    path: feedbackFeedPath(),
    title: feedbackWords.feedTitle,
    about: feedbackRegisterPath(),
    entries: rows.map((row) => toEntry(row, origin)),
  });

function toEntry(row: RegisterRow, origin: string): AtomEntry {
  const { id, kind, title, text, publishedAt, answeredAt } = row;
  const href = origin + feedbackPath(id);
  return {
    id: href,
    href,
    title: `${KINDS[kind].name}：${title || feedbackWords.untitled(id)}`,
    published: publishedAt,
    ...(answeredAt !== null && answeredAt > publishedAt && { updated: answeredAt }),
    summary: text,
  };
}
