import { Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { notFound } from "../../http/failure.ts";
import { answerFailure } from "../../http/on-error.ts";
import { publicPage } from "../../http/page-cache/public-page.ts";
import { robotsPath, sitemapPath } from "../../paths.ts";
import { composeSitemap, composeSitemapPart } from "./sitemap.ts";

/** Sitemap and robots. */
export const machineRoutes = new Hono<AppEnv>();

const keptMap = publicPage({ perDisplay: false, cacheControl: "public, max-age=3600" });

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
