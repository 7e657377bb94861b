import type { Context } from "hono";
import { createMiddleware } from "hono/factory";

const READS = "GET, HEAD";

/** The headers of answers that any origin may read. */
export const OPEN_READ = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Accept-Ranges, Content-Disposition, Content-Range, ETag, Last-Modified, Link, Memento-Datetime, Repr-Digest, X-Request-Id",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** A browser asks beforehand whether it may read. */
export const isPreflight = (c: Context) =>
  c.req.method === "OPTIONS" && ["GET", "HEAD"].includes(c.req.header("Access-Control-Request-Method") ?? "");

export const answerPreflight = (c: Context) =>
  c.body(null, 204, {
    ...OPEN_READ,
    "Access-Control-Allow-Methods": READS,
    "Access-Control-Allow-Headers":
      "Accept-Datetime, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range",
    "Access-Control-Max-Age": "86400",
  });

/** Any origin may read; no credentials, and nothing but reads. */
export const openReads = createMiddleware(async (c, next) => {
  if (isPreflight(c)) return answerPreflight(c);
  await next();
  if ((c.req.method !== "GET" && c.req.method !== "HEAD") || c.req.header("Authorization")) return;
  for (const [name, value] of Object.entries(OPEN_READ)) c.res.headers.set(name, value);
});
