import type { Ctx } from "../../ctx.ts";
import { paragraphPath, searchFeedBase, searchPath, sectionPath } from "../../paths.ts";
import { type Feed, FEED_ENTRIES, type FeedEntry } from "../../ui/feeds/feed.ts";
import { changed, type SearchAddress, toParams } from "../address.ts";
import type { SearchHit, SearchResult } from "../engine.ts";
import { searchReports } from "../search-reports.ts";
import { searchWords } from "../words.ts";

/** The question in an address, answered newest first, and the feed of its exact hits. Throws `invalid`. */
export async function readSearchFeed(
  ctx: Ctx,
  address: SearchAddress,
  origin: string,
): Promise<{ feed: Feed; result: SearchResult }> {
  const asked = { ...toParams(address), sort: "newest", size: String(FEED_ENTRIES), page: "1" };
  const result = await searchReports(ctx, asked);
  return { result, feed: searchFeed(address, result, origin) };
}

/** An entry's id is the frozen address of its paragraph. */
function searchFeed(address: SearchAddress, result: SearchResult, origin: string): Feed {
  const entries = result.hits.filter((hit) => hit.tier === "exact").map((hit) => toEntry(hit, origin));
  return {
    base: searchFeedBase(),
    query: changed("", address, { sort: "", size: "" }),
    title: searchWords.feedTitle(result.query),
    subtitle: result.notices.join(""),
    about: changed(searchPath(), address, { sort: "newest", size: "" }),
    entries: onePerId(entries),
    hubbed: false,
  };
}

function toEntry(hit: SearchHit, origin: string): FeedEntry {
  const frozen = frozenPath(hit);
  return {
    id: origin + frozen,
    href: origin + frozen,
    title: `${hit.bureauShortName} ${hit.year}：${hit.heading}`,
    author: { name: hit.bureauName },
    published: hit.publishedAt,
    summary: plainSnippet(hit.snippet),
  };
}

const onePerId = (entries: readonly FeedEntry[]) => [...new Map(entries.map((entry) => [entry.id, entry])).values()];

export const frozenPath = (hit: SearchHit) =>
  hit.anchor === null
    ? sectionPath(hit.bureau, hit.year, hit.section, hit.revision)
    : paragraphPath(hit.bureau, hit.year, hit.section, hit.anchor, hit.revision);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** A snippet as text: without marks, nothing escaped. */
export const plainSnippet = (snippet: string) =>
  snippet.replace(/<\/?mark>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "");
