import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { AppError } from "../errors.ts";
import { faviconPath } from "../paths.ts";
import type { AppEnv } from "./app-env.ts";
import { faviconText, hashedAssets } from "./assets.ts";
import { choiceOf, DISPLAY_COOKIE, isSize, isTheme, toDisplay } from "./display.ts";
import { matchesEtag } from "./conditional/conditions.ts";
import { digest } from "./page-cache/etag.ts";
import { qrPage } from "./qr-page.tsx";
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
  const now = choiceOf(c.get("display"));
  const { size = now.size, theme = now.theme } = c.req.query();
  if (!isSize(size)) throw new AppError("invalid", httpWords.badSize, "size");
  if (!isTheme(theme)) throw new AppError("invalid", httpWords.badTheme, "theme");
  setCookie(c, DISPLAY_COOKIE, toDisplay(`${size}-${theme}`), {
    path: "/",
    maxAge: YEAR_SECONDS,
    sameSite: "Lax",
    httpOnly: true,
    secure: isSecure(c.req.url),
  });
  c.header("Cache-Control", "no-store");
  return c.redirect(localPath(c.req.query("back")), 303);
});

/** The length that a QR code of medium correction holds and a phone still reads. */
const LONGEST_QR = 1000;

siteRoutes.get("/qr", (c) => {
  const path = localPath(c.req.query("of"));
  if (path.length > LONGEST_QR) throw new AppError("invalid", httpWords.qrTooLong, "of");
  c.header("Cache-Control", "no-store");
  return qrPage(c, path);
});

const isSecure = (url: string) => new URL(url).protocol === "https:";

const BASE = "https://gongshi.invalid";

/** Only a path of this site: anything that could name another host goes home instead. */
function localPath(back: string | undefined) {
  const url = URL.parse(back ?? "/", BASE);
  if (!url || url.origin !== BASE || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search;
}
