import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { AppError } from "../errors.ts";
import { faviconPath } from "../paths.ts";
import type { AppEnv } from "./app-env.ts";
import { faviconText, hashedAssets } from "./assets.ts";
import { digest, matchesEtag } from "./page-cache/etag.ts";
import { DISPLAY_COOKIE } from "./request-context.ts";
import { httpWords } from "./words.ts";

const YEAR_SECONDS = 31_536_000;

export const siteRoutes = new Hono<AppEnv>();

for (const { path, type, text } of hashedAssets) {
  siteRoutes.get(path, async (c) => {
    const etag = `"${await digest(Uint8Array.from(new TextEncoder().encode(text)))}"`;
    c.header("ETag", etag);
    c.header("Cache-Control", `public, max-age=${YEAR_SECONDS}, immutable`);
    if (matchesEtag(c.req.header("If-None-Match"), [etag])) return c.body(null, 304);
    return c.body(text, 200, { "Content-Type": type });
  });
}

siteRoutes.get(faviconPath(), (c) =>
  c.body(faviconText, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }),
);

siteRoutes.get("/display", (c) => {
  const size = c.req.query("size");
  if (size !== "normal" && size !== "large") throw new AppError("invalid", httpWords.badDisplay, "size");
  setCookie(c, DISPLAY_COOKIE, size, {
    path: "/",
    maxAge: YEAR_SECONDS,
    sameSite: "Lax",
    httpOnly: true,
    secure: isSecure(c.req.url),
  });
  c.header("Cache-Control", "no-store");
  return c.redirect(localPath(c.req.query("back")), 303);
});

const isSecure = (url: string) => new URL(url).protocol === "https:";

const BASE = "https://gongshi.invalid";

/** Only a path of this site: anything that could name another host goes home instead. */
function localPath(back: string | undefined) {
  const url = URL.parse(back ?? "/", BASE);
  if (!url || url.origin !== BASE || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search;
}
