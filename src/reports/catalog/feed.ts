import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import {
  bureauFeedBase,
  bureauPath,
  comparePath,
  diffPath,
  feedBase,
  homePath,
  reportPath,
  sectionFeedBase,
  sectionPath,
} from "../../paths.ts";
import { type Feed, FEED_ENTRIES, type FeedEntry } from "../../ui/feeds/feed.ts";
import { requireBureau } from "../read.ts";
import { readNewestRevisions, readNewestSections } from "./browse.ts";
import { reportWords } from "../words.ts";

type Published = Awaited<ReturnType<typeof readNewestRevisions>>[number];

/** All that was published, of all bureaus. An entry's id is the frozen address of its revision, so it never changes. */
export async function readArchiveFeed(ctx: Ctx, origin: string): Promise<Feed> {
  const revisions = await readNewestRevisions(ctx, FEED_ENTRIES);
  return { base: feedBase(), title: reportWords.feedAll, about: homePath(), entries: toEntries(revisions, origin) };
}

/** The same of one bureau. Throws `not_found`, `FormerSlug`. */
export async function readBureauFeed(ctx: Ctx, slug: string, origin: string): Promise<Feed> {
  const { id, name } = await requireBureau(ctx, slug);
  const revisions = await readNewestRevisions(ctx, FEED_ENTRIES, id);
  const feed = { base: bureauFeedBase(slug), title: reportWords.feedOf(name), about: bureauPath(slug) };
  return { ...feed, entries: toEntries(revisions, origin) };
}

/** One standard section of all bureaus: every revision that has it. Throws `not_found`. */
export async function readSectionFeed(ctx: Ctx, standard: string, origin: string): Promise<Feed> {
  const known = standardSection(standard);
  if (!known) throw new AppError("not_found", reportWords.noStandardSection);
  const rows = await readNewestSections(ctx, standard, FEED_ENTRIES);
  const entries = rows.map(({ section, sectionTitle, excerpt, ...revision }): FeedEntry => {
    const whole = toEntry(revision, origin);
    if (revision.status === "withdrawn") return { ...whole, id: whole.id + `/${section}` };
    const id = origin + sectionPath(revision.bureau.slug, revision.year, section, revision.number);
    const summary = [excerpt ?? "", whole.summary].filter(Boolean).join("\n");
    return { ...whole, id, href: id, title: `${whole.title}：${sectionTitle || known.name}`, summary };
  });
  const title = reportWords.feedOfSection(known.name);
  return { base: sectionFeedBase(standard), title, about: comparePath(standard), entries };
}

const toEntries = (revisions: readonly Published[], origin: string) =>
  revisions.map((revision) => toEntry(revision, origin));

/** A withdrawn report's entries say so, and lead to its stub; its words are not repeated. */
function toEntry(
  { bureau, year, status, withdrawnAt, number, title, note, publishedAt }: Published,
  origin: string,
): FeedEntry {
  const author = { name: bureau.name, uri: origin + bureauPath(bureau.slug) };
  const id = origin + reportPath(bureau.slug, year, number);
  if (status === "withdrawn") {
    const told = reportWords.feedWithdrawn(title);
    return {
      id,
      href: origin + reportPath(bureau.slug, year),
      title: told,
      author,
      published: publishedAt,
      updated: withdrawnAt ?? publishedAt,
      summary: told,
    };
  }
  const demo = bureau.demo ? reportWords.feedDemo : "";
  const changed = number > 1 ? reportWords.feedDiff(origin + diffPath(bureau.slug, year, number - 1, number)) : "";
  const summary = `${demo}${note || (number === 1 ? reportWords.feedFirst : reportWords.feedRevised)}${changed}`;
  return { id, href: id, title: reportWords.feedEntry(title, number), author, published: publishedAt, summary };
}
