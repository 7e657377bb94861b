import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { readCaseFeed, readRegisterFeed } from "../feedback/register/register-feed.ts";
import { readIndicatorFeed } from "../indicators/feed.ts";
import { readPressFeed } from "../press/register.ts";
import { readArchiveFeed, readBureauFeed, readSectionFeed } from "../reports/catalog/feed.ts";
import { parseSearchAddress } from "../search/address.ts";
import { readSearchFeed } from "../search/page/search-feed.ts";
import type { Feed } from "../ui/feeds/feed.ts";
import { followWords } from "./words.ts";

/**
 * The topics that somebody can follow. `target` is a slug, the number of a case, the query of a search; empty if there is one
 * only.
 */
export interface Topic {
  kind: TopicKind;
  target: string;
}

export const TOPIC_KINDS = ["all", "bureau", "section", "indicator", "search", "feedback", "case", "press"] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/** Its feed, which mails repeat. Throws `not_found`, `gone`, `invalid`, `FormerSlug`. */
export async function readTopic(ctx: Ctx, { kind, target }: Topic, origin: string): Promise<Feed> {
  switch (kind) {
    case "all":
      return readArchiveFeed(ctx, origin);
    case "bureau":
      return readBureauFeed(ctx, target, origin);
    case "section":
      return readSectionFeed(ctx, target, origin);
    case "indicator":
      return readIndicatorFeed(ctx, target, origin);
    case "search":
      return (await readSearchFeed(ctx, searchOf(target), origin)).feed;
    case "press":
      return readPressFeed(ctx, origin);
    case "feedback":
      return readRegisterFeed(ctx, origin);
    case "case":
      if (!/^[1-9]\d{0,9}$/.test(target)) throw new AppError("not_found", followWords.noFeed);
      return readCaseFeed(ctx, Number(target), origin);
  }
}

/** From the query of a search's address. */
export function searchOf(query: string) {
  const params = new URLSearchParams(query);
  return parseSearchAddress(Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)])));
}
