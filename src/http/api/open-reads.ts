import { createMiddleware } from "hono/factory";

/** Any origin may read; no credentials, and nothing but reads. */
export const openReads = createMiddleware(async (c, next) => {
  if (c.req.method === "OPTIONS" && c.req.header("Access-Control-Request-Method") === "GET") {
    return c.body(null, 204, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, HEAD",
      "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
      "Access-Control-Expose-Headers": "ETag, Link, X-Request-Id",
      "Access-Control-Max-Age": "86400",
      "Cross-Origin-Resource-Policy": "cross-origin",
    });
  }
  await next();
  if ((c.req.method !== "GET" && c.req.method !== "HEAD") || c.req.header("Authorization")) return;
  c.res.headers.set("Access-Control-Allow-Origin", "*");
  c.res.headers.set("Access-Control-Expose-Headers", "ETag, Link, X-Request-Id");
  c.res.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
});
