import { Hono } from "hono";
import type { Ctx } from "../../ctx.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { notFound } from "../../http/failure.ts";
import { answerFailure } from "../../http/on-error.ts";
import { publicPage } from "../../http/page-cache/public-page.ts";
import { bureauFeedPath, bureauPath, feedPath, homePath, robotsPath, sitemapPath } from "../../paths.ts";
import { readNewestRevisions } from "./browse.ts";
import { toAtom } from "./feed.ts";
import { requireBureau } from "../read.ts";
import { composeSitemap, composeSitemapPart } from "./sitemap.ts";
import { reportWords } from "../words.ts";

const FEED_ENTRIES = 50;

/** Feeds, sitemap, robots. */
export const machineRoutes = new Hono<AppEnv>();

const keptFeed = publicPage({ perDisplay: false, cacheControl: "public, max-age=300" });
const keptMap = publicPage({ perDisplay: false, cacheControl: "public, max-age=3600" });

machineRoutes.get("/feeds/:name{[^/]+\\.atom}", keptFeed, async (c) => {
  const slug = (c.req.param("name") ?? "").replace(/\.atom$/, "");
  const origin = c.get("origin");
  const feed = slug === "all" ? await readAllFeed(c.get("ctx")) : await readBureauFeed(c.get("ctx"), slug);
  return c.body(toAtom({ ...feed, origin }), 200, { "Content-Type": "application/atom+xml; charset=utf-8" });
});

machineRoutes.get("/sitemap.xml", keptMap, async (c) =>
  c.body(await composeSitemap(c.get("ctx"), c.get("origin")), 200, XML_TYPE),
);

machineRoutes.get("/:part{sitemap-[1-9]\\d{0,3}\\.xml}", keptMap, async (c) => {
  const number = Number.parseInt((c.req.param("part") ?? "").slice("sitemap-".length), 10);
  const part = await composeSitemapPart(c.get("ctx"), c.get("origin"), number);
  return part === null ? answerFailure(c, notFound()) : c.body(part, 200, XML_TYPE);
});

machineRoutes.get(robotsPath(), (c) =>
  c.text(`User-agent: *\nDisallow: /display\nSitemap: ${c.get("origin")}${sitemapPath()}\n`, 200, {
    "Cache-Control": "public, max-age=3600",
  }),
);

const XML_TYPE = { "Content-Type": "application/xml; charset=utf-8" };

async function readAllFeed(ctx: Ctx) {
  const revisions = await readNewestRevisions(ctx, FEED_ENTRIES);
  return { path: feedPath(), title: reportWords.feedAll, about: homePath(), revisions };
}

async function readBureauFeed(ctx: Ctx, slug: string) {
  const { id, name } = await requireBureau(ctx, slug);
  const revisions = await readNewestRevisions(ctx, FEED_ENTRIES, id);
  return { path: bureauFeedPath(slug), title: reportWords.feedOf(name), about: bureauPath(slug), revisions };
}
