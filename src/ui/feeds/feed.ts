export type FeedFormat = "atom" | "json";

export interface FeedEntry {
  id: string;
  href: string;
  title: string;
  /** The feed's own if it is not given. */
  author?: { name: string; uri?: string };
  /** ISO 8601 */
  published: string;
  /** Later than `published` if the entry has since changed. */
  updated?: string;
  summary: string;
}

/** The changes of one thing that can be followed; the same in every format. */
export interface Feed {
  /** Its path without the ending of a format. */
  base: string;
  /** The query after the ending, with its question mark. */
  query?: string;
  title: string;
  /** A note for readers about the whole feed. */
  subtitle?: string;
  /** The path of the page that the feed is of. */
  about: string;
  entries: readonly FeedEntry[];
  /** False if no hub can be told of a change: there are as many searches as words. */
  hubbed?: boolean;
}

/** No feed has more entries: older ones are on the pages. */
export const FEED_ENTRIES = 50;

export const feedPathOf = ({ base, query = "" }: Pick<Feed, "base" | "query">, format: FeedFormat) =>
  `${base}.${format}${query}`;

export const updatedAt = ({ published, updated }: FeedEntry) => updated ?? published;

/** The newest first. */
export const newestFirst = (entries: readonly FeedEntry[]) =>
  entries.toSorted((a, b) => updatedAt(b).localeCompare(updatedAt(a)));

export const FEED_TYPES: Record<FeedFormat, string> = {
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

/** For `alternates` of a page: both formats. */
export const feedAlternates = (feed: Pick<Feed, "base" | "query">, title: string) =>
  (["atom", "json"] as const).map((format) => ({
    path: feedPathOf(feed, format),
    type: FEED_TYPES[format].replace(/;.*/, ""),
    title,
  }));
