import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { atomFeed } from "./atom.ts";
import { type Feed, FEED_TYPES, type FeedFormat, feedPathOf } from "./feed.ts";
import { jsonFeed } from "./json-feed.ts";

/** The feed as it was asked for, with its hub in the header and in the text (WebSub 1.0, section 4). */
export function answerFeed(c: Context<AppEnv>, format: FeedFormat, feed: Feed) {
  const origin = c.get("origin");
  const hub = feed.hubbed === false ? null : c.get("ctx").outlets.hub;
  const self = new URL(feedPathOf(feed, format), origin).href;
  if (hub !== null) c.header("Link", `<${hub}>; rel="hub", <${self}>; rel="self"`);
  const text = format === "atom" ? atomFeed(feed, origin, hub) : jsonFeed(feed, origin, hub);
  return c.body(text, 200, { "Content-Type": FEED_TYPES[format] });
}
