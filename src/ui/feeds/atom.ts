import { homePath } from "../../paths.ts";
import { type Feed, type FeedEntry, feedPathOf, newestFirst, updatedAt } from "./feed.ts";
import { uiWords } from "../words.ts";
import { escapeXml } from "../xml.ts";

/** Atom 1.0 (RFC 4287), newest entry first. */
export function atomFeed(feed: Feed, origin: string, hub: string | null): string {
  const { title, subtitle = "", about } = feed;
  const self = origin + feedPathOf(feed, "atom");
  const sorted = newestFirst(feed.entries);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escapeXml(self)}</id>
  <title>${escapeXml(title)}</title>${subtitle && `\n  <subtitle>${escapeXml(subtitle)}</subtitle>`}
  <updated>${sorted[0] ? updatedAt(sorted[0]) : "2020-01-01T00:00:00.000Z"}</updated>
  <author><name>${uiWords.site}</name><uri>${escapeXml(origin + homePath())}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin + about)}"/>
  <link rel="alternate" type="application/feed+json" href="${escapeXml(origin + feedPathOf(feed, "json"))}"/>
${hub === null ? "" : `  <link rel="hub" href="${escapeXml(hub)}"/>\n`}${sorted.map(entryXml).join("")}</feed>
`;
}

const entryXml = (entry: FeedEntry) => `  <entry>
    <id>${escapeXml(entry.id)}</id>
    <title>${escapeXml(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(entry.href)}"/>
${authorXml(entry.author)}    <published>${entry.published}</published>
    <updated>${updatedAt(entry)}</updated>
    <summary>${escapeXml(entry.summary)}</summary>
  </entry>
`;

function authorXml(author: FeedEntry["author"]) {
  if (!author) return "";
  const uri = author.uri === undefined ? "" : `<uri>${escapeXml(author.uri)}</uri>`;
  return `    <author><name>${escapeXml(author.name)}</name>${uri}</author>\n`;
}
