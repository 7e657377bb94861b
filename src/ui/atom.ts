import { homePath } from "../paths.ts";
import { uiWords } from "./words.ts";
import { escapeXml } from "./xml.ts";

export interface AtomEntry {
  id: string;
  href: string;
  title: string;
  /** The feed's own where it is not given. */
  author?: { name: string; uri?: string };
  /** ISO 8601 */
  published: string;
  /** Later than `published` where the entry has since changed. */
  updated?: string;
  summary: string;
}

interface AtomFeed {
  origin: string;
  /** The feed's own path, which is also its id. */
  path: string;
  title: string;
  /** What a reader has to know of the whole feed. */
  subtitle?: string;
  /** The path of the page that the feed is of. */
  about: string;
  entries: readonly AtomEntry[];
}

/** Atom 1.0, newest entry first. */
export function atomFeed({ origin, path, title, subtitle = "", about, entries }: AtomFeed) {
  const sorted = entries.toSorted((a, b) => updatedAt(b).localeCompare(updatedAt(a)));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escapeXml(origin + path)}</id>
  <title>${escapeXml(title)}</title>${subtitle && `\n  <subtitle>${escapeXml(subtitle)}</subtitle>`}
  <updated>${sorted[0] ? updatedAt(sorted[0]) : "2020-01-01T00:00:00.000Z"}</updated>
  <author><name>${uiWords.site}</name><uri>${escapeXml(origin + homePath())}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(origin + path)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin + about)}"/>
${sorted.map(entryXml).join("")}</feed>
`;
}

const updatedAt = ({ published, updated }: AtomEntry) => updated ?? published;

const entryXml = (entry: AtomEntry) => `  <entry>
    <id>${escapeXml(entry.id)}</id>
    <title>${escapeXml(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(entry.href)}"/>
${authorXml(entry.author)}    <published>${entry.published}</published>
    <updated>${updatedAt(entry)}</updated>
    <summary>${escapeXml(entry.summary)}</summary>
  </entry>
`;

function authorXml(author: AtomEntry["author"]) {
  if (!author) return "";
  const uri = author.uri === undefined ? "" : `<uri>${escapeXml(author.uri)}</uri>`;
  return `    <author><name>${escapeXml(author.name)}</name>${uri}</author>\n`;
}
