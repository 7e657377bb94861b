import { homePath } from "../paths.ts";
import { words } from "./words.ts";
import { escapeXml } from "./xml.ts";

export interface AtomEntry {
  id: string;
  href: string;
  title: string;
  author: { name: string; uri?: string };
  /** ISO 8601 */
  at: string;
  summary: string;
}

interface AtomFeed {
  origin: string;
  /** The feed's own path, which is also its id. */
  path: string;
  title: string;
  /** The path of the page that the feed is of. */
  about: string;
  entries: readonly AtomEntry[];
}

/** Atom 1.0, newest entry first. */
export function atomFeed({ origin, path, title, about, entries }: AtomFeed) {
  const sorted = entries.toSorted((a, b) => b.at.localeCompare(a.at));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escapeXml(origin + path)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${sorted[0]?.at ?? "2020-01-01T00:00:00.000Z"}</updated>
  <author><name>${words.site}</name><uri>${escapeXml(origin + homePath())}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(origin + path)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin + about)}"/>
${sorted.map(entryXml).join("")}</feed>
`;
}

const entryXml = ({ id, href, title, author, at, summary }: AtomEntry) => `  <entry>
    <id>${escapeXml(id)}</id>
    <title>${escapeXml(title)}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(href)}"/>
    <author><name>${escapeXml(author.name)}</name>${author.uri === undefined ? "" : `<uri>${escapeXml(author.uri)}</uri>`}</author>
    <published>${at}</published>
    <updated>${at}</updated>
    <summary>${escapeXml(summary)}</summary>
  </entry>
`;
