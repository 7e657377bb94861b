import { createMiddleware } from "hono/factory";
import { AppError } from "../errors.ts";
import type { AppEnv } from "./app-env.ts";
import { httpWords } from "./words.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses unsafe requests that another site made a browser send. A request without any cookie carries no ambient
 * authority: a bearer token is proof enough, and software other than a browser sends neither of the two headers.
 */
export const csrfGuard = createMiddleware<AppEnv>(async (c, next) => {
  if (!SAFE.has(c.req.method) && !isAllowed(c.req.raw, c.get("origin"))) {
    throw new AppError("forbidden", httpWords.crossSite);
  }
  await next();
});

function isAllowed(request: Request, siteOrigin: string) {
  const { headers, url } = request;
  const hasCookie = headers.has("Cookie");
  if (!hasCookie && /^bearer\s/i.test(headers.get("Authorization") ?? "")) return true;
  const site = headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("Origin");
  if (origin !== null) return origin === siteOrigin || origin === new URL(url).origin;
  return !hasCookie;
}
