import { bureauPath, diffPath, homePath, reportPath } from "../paths.ts";
import { escapeXml } from "../ui/xml.ts";
import type { readNewestRevisions } from "./browse.ts";
import { words } from "./words.ts";

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

interface Entry {
  id: string;
  href: string;
  title: string;
  author: { name: string; uri: string };
  at: string;
  summary: string;
}

/** Atom 1.0. An entry's id is the frozen address of its revision, so it never changes. */
export function toAtom({ path, title, about, origin, revisions }: Feed) {
  const entries = revisions.map((revision) => toEntry(revision, origin)).toSorted((a, b) => b.at.localeCompare(a.at));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escapeXml(origin + path)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${entries[0]?.at ?? "2020-01-01T00:00:00.000Z"}</updated>
  <author><name>公示</name><uri>${escapeXml(origin + homePath())}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(origin + path)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin + about)}"/>
${entries.map(entryXml).join("")}</feed>
`;
}

/** A withdrawn report's entries say so, and lead to its stub; its words are not repeated. */
function toEntry(
  { bureau, year, status, withdrawnAt, number, title, note, publishedAt }: Published,
  origin: string,
): Entry {
  const author = { name: bureau.name, uri: origin + bureauPath(bureau.slug) };
  const id = origin + reportPath(bureau.slug, year, number);
  if (status === "withdrawn") {
    const told = words.feedWithdrawn(title);
    return {
      id,
      href: origin + reportPath(bureau.slug, year),
      title: told,
      author,
      at: withdrawnAt ?? publishedAt,
      summary: told,
    };
  }
  const demo = bureau.demo ? words.feedDemo : "";
  const changed = number > 1 ? words.feedDiff(origin + diffPath(bureau.slug, year, number - 1, number)) : "";
  const summary = `${demo}${note || (number === 1 ? words.feedFirst : words.feedRevised)}${changed}`;
  return { id, href: id, title: words.feedEntry(title, number), author, at: publishedAt, summary };
}

const entryXml = ({ id, href, title, author, at, summary }: Entry) => `  <entry>
    <id>${escapeXml(id)}</id>
    <title>${escapeXml(title)}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(href)}"/>
    <author><name>${escapeXml(author.name)}</name><uri>${escapeXml(author.uri)}</uri></author>
    <published>${at}</published>
    <updated>${at}</updated>
    <summary>${escapeXml(summary)}</summary>
  </entry>
`;
