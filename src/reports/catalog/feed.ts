import { bureauPath, diffPath, reportPath } from "../../paths.ts";
import { type AtomEntry, atomFeed } from "../../ui/atom.ts";
import type { readNewestRevisions } from "./browse.ts";
import { reportWords } from "../words.ts";

type Published = Awaited<ReturnType<typeof readNewestRevisions>>[number];

interface Feed {
  /** The feed's own path. */
  path: string;
  title: string;
  /** What the feed is about. */
  about: string;
  origin: string;
  revisions: readonly Published[];
}

/** Atom 1.0. An entry's id is the frozen address of its revision, so it never changes. */
export const toAtom = ({ revisions, ...feed }: Feed) =>
  atomFeed({ ...feed, entries: revisions.map((revision) => toEntry(revision, feed.origin)) });

/** A withdrawn report's entries say so, and lead to its stub; its words are not repeated. */
function toEntry(
  { bureau, year, status, withdrawnAt, number, title, note, publishedAt }: Published,
  origin: string,
): AtomEntry {
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
