import type { Ctx } from "../ctx.ts";
import { indicatorFeedBase, indicatorPath, paragraphPath } from "../paths.ts";
import { readLines } from "../reports/catalog/browse.ts";
import { readDirectory } from "../reports/catalog/directory.ts";
import { type Feed, FEED_ENTRIES, type FeedEntry } from "../ui/feeds/feed.ts";
import { shownValue } from "./present.ts";
import { MOST_POINTS, requireIndicator } from "./read.ts";
import { selectPoints } from "./store.ts";
import { indicatorWords } from "./words.ts";

/** One indicator: each report that states it, the latest published first. Rows read: those of its page, three an entry. */
export async function readIndicatorFeed(ctx: Ctx, slug: string, origin: string): Promise<Feed> {
  const indicator = requireIndicator(slug);
  const [bureaus, all] = await Promise.all([readDirectory(ctx), selectPoints(ctx.db, slug, MOST_POINTS)]);
  const values = all.flatMap(({ point }) => (point.leftOut === null ? [point] : []));
  const stated = Map.groupBy(values, ({ bureauId, statedIn }) => `${bureauId} ${statedIn}`);
  const newest = bureaus
    .flatMap(({ id, reports }) =>
      reports.flatMap((report) => {
        const points = report.status === "published" ? stated.get(`${id} ${report.year}`) : undefined;
        return points ? [{ report, points }] : [];
      }),
    )
    .toSorted((a, b) => b.report.revisionId - a.report.revisionId)
    .slice(0, FEED_ENTRIES);
  const lines = await readLines(
    ctx,
    newest.map(({ report }) => report),
  );
  const entries = newest.flatMap(({ report, points }, at): FeedEntry[] => {
    const [point, line] = [points[0], lines[at]];
    if (!point || !line) return [];
    const { bureau, year, currentRevision } = report;
    const id = origin + paragraphPath(bureau.slug, year, point.section, point.anchor, currentRevision);
    const said = points.map((each) => `${each.year}年${shownValue(each, 1)}${indicator.unit}`);
    return [
      {
        id,
        href: id,
        title: indicatorWords.feedEntry(bureau.shortName, year, indicator.name),
        author: { name: bureau.name },
        published: line.updatedAt,
        summary: indicatorWords.feedSummary(bureau.demo, said, [...new Set(points.map(({ text }) => text))]),
      },
    ];
  });
  const title = indicatorWords.feedTitle(indicator.name);
  return { base: indicatorFeedBase(slug), title, about: indicatorPath(slug), entries };
}
