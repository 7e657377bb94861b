import { createMiddleware } from "hono/factory";

/** One address for one thing: no closing slash, no doubled slash. */
export const canonicalAddress = createMiddleware(async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  if (pathname === "/" || !/\/$|\/\//.test(pathname)) return next();
  const canonical = pathname.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  return c.redirect(canonical + search, 308);
});
