import type { Ctx } from "../ctx.ts";
import { reportPath, feedbackPath } from "../paths.ts";
import { selectChanges } from "./store.ts";

/** The publications, changes and withdrawals, as the ledger records them. */
export interface ArchiveChange {
  index: number;
  at: string;
  kind: string;
  bureau: string | null;
  year: number | null;
  revision: number | null;
  title: string | null;
  note: string | null;
  path: string | null;
}

const MOST = 500;

/**
 * Changes since an instant, newest first, up to `limit`; `next` is the beginning of the rest, or null. Reads one row more than it
 * answers.
 */
export async function readArchiveChanges(ctx: Ctx, since: string, before: number | null, limit = MOST) {
  const rows = await selectChanges(ctx.db, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const recent = rows.filter(({ at }) => at >= since);
  const changes = recent.slice(0, limit).map(toChange);
  return { changes, next: recent.length > limit ? (changes.at(-1)?.index ?? null) : null };
}

function toChange({
  index,
  at,
  kind,
  bureau,
  year,
  revision,
  data,
}: Awaited<ReturnType<typeof selectChanges>>[number]): ArchiveChange {
  const {
    title = null,
    note = null,
    feedback,
  } = JSON.parse(data) as Partial<Record<"title" | "note", string>> & {
    feedback?: string | string[];
  };
  return { index, at, kind, bureau, year, revision, title, note, path: pathOf() };

  function pathOf() {
    if (kind === "reply")
      return typeof feedback === "string" && /^\d+$/.test(feedback) ? feedbackPath(Number(feedback)) : null;
    return bureau === null || year === null
      ? null
      : reportPath(bureau, year, kind === "withdrawal" ? undefined : (revision ?? undefined));
  }
}
