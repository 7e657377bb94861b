import type { Ctx } from "../ctx.ts";
import { paragraphPath, pressFeedBase, pressPath, reportPath, sectionPath } from "../paths.ts";
import { type Feed, FEED_ENTRIES } from "../ui/feeds/feed.ts";
import { countAccepted, listAccepted, listAcceptedBetween, type PressLine } from "./store.ts";
import { pressWords } from "./words.ts";

export type { PressLine };

const MOST_CHANGED = 200;

/** A page of the accepted entries, the latest first; of one bureau or of all. */
export async function readPress(ctx: Ctx, bureau: string | null, page: number, size: number) {
  const [total, rows] = await Promise.all([
    countAccepted(ctx.db, bureau),
    listAccepted(ctx.db, bureau, { limit: size, offset: (page - 1) * size }),
  ]);
  return { total, rows };
}

export const readPressBetween = (ctx: Ctx, from: string, until: string) =>
  listAcceptedBetween(ctx.db, from, until, MOST_CHANGED);

/** The address of the passage; null if it is about a bureau. */
export function usedPassagePath({ bureau, year, section, anchor }: PressLine): string | null {
  if (year === null) return null;
  if (section === null) return reportPath(bureau, year);
  return anchor === null ? sectionPath(bureau, year, section) : paragraphPath(bureau, year, section, anchor);
}

/** Its subject, in words. */
export const pressSubject = ({ bureauName, year }: PressLine) =>
  year === null ? bureauName : pressWords.report(bureauName, year);

export async function readPressFeed(ctx: Ctx, origin: string): Promise<Feed> {
  const { rows } = await readPress(ctx, null, 1, FEED_ENTRIES);
  const entries = rows.map((row) => {
    const place = usedPassagePath(row);
    return {
      id: `${origin}${pressPath()}#use-${row.id}`,
      href: row.address,
      title: `${row.medium}：${row.title}`,
      author: { name: row.medium },
      published: row.decidedAt ?? row.createdAt,
      summary: `${row.day}，${pressSubject(row)}${place === null ? "" : ` ${origin}${place}`}`,
    };
  });
  return { base: pressFeedBase(), title: pressWords.feedTitle, about: pressPath(), entries };
}
