import { type Context, Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { answerFeed } from "../ui/feeds/answer-feed.ts";
import type { FeedFormat } from "../ui/feeds/feed.ts";
import { readTopic, type TopicKind } from "./topic.ts";

/** Every feed but those of searches, whose query is part of their address. */
export const feedRoutes = new Hono<AppEnv>();

const kept = publicPage({ perDisplay: false, cacheControl: "public, max-age=300" });
const NAME = ":file{[^/]+\\.(?:atom|json)}";

const FOLDERS: Record<string, TopicKind> = { sections: "section", indicators: "indicator", feedback: "case" };

for (const [folder, kind] of Object.entries(FOLDERS))
  feedRoutes.get(`/feeds/${folder}/${NAME}`, kept, (c) => answer(c, () => kind));

feedRoutes.get(`/feeds/${NAME}`, kept, (c) => answer(c, (name) => (isAlone(name) ? name : "bureau")));

/** No bureau has one of these names for its slug in a feed's address. */
const isAlone = (name: string): name is "all" | "feedback" | "press" => ["all", "feedback", "press"].includes(name);

async function answer(c: Context<AppEnv>, kindOf: (name: string) => TopicKind) {
  const file = c.req.param("file") ?? "";
  const dot = file.lastIndexOf(".");
  const [target, format] = [file.slice(0, dot), file.slice(dot + 1) as FeedFormat];
  return answerFeed(c, format, await readTopic(c.get("ctx"), { kind: kindOf(target), target }, c.get("origin")));
}
