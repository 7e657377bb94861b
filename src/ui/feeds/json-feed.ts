import { homePath } from "../../paths.ts";
import { type Feed, type FeedEntry, feedPathOf, newestFirst, updatedAt } from "./feed.ts";
import { uiWords } from "../words.ts";

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), newest item first. */
export const jsonFeed = (feed: Feed, origin: string, hub: string | null): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: origin + feed.about,
    feed_url: origin + feedPathOf(feed, "json"),
    ...(feed.subtitle && { description: feed.subtitle }),
    language: "zh-CN",
    authors: [{ name: uiWords.site, url: origin + homePath() }],
    ...(hub !== null && { hubs: [{ type: "WebSub", url: hub }] }),
    items: newestFirst(feed.entries).map(itemOf),
  });

const itemOf = (entry: FeedEntry) => ({
  id: entry.id,
  url: entry.href,
  title: entry.title,
  content_text: entry.summary,
  date_published: entry.published,
  date_modified: updatedAt(entry),
  ...(entry.author && { authors: [{ name: entry.author.name, ...(entry.author.uri && { url: entry.author.uri }) }] }),
});
