import { createMiddleware } from "hono/factory";
import { answerPreflight, isPreflight, OPEN_READ } from "./open-reads.ts";

/** The files for software to fetch: other forms of pages, feeds, tables, originals, proofs, dumps. */
const FILES = /\.(?:json|md|txt|bib|ris|csv|svg|atom|xml|jsonl|parquet|zip)$|\/(?:original|proof)$/;
const FOLDERS = /^\/(?:data|feeds|ledger|timegate|timemap)\/|^\/(?:data|oembed|embed\.js)$/;
/** Not for everybody, or with headers of its own. */
const CLOSED = /^\/(?:staff|api)(?:\/|$)/;

const isOpenFile = (path: string) => !CLOSED.test(path) && (FILES.test(path) || FOLDERS.test(path));

/** Any origin may read these, errors included. The headers are set first, so that a kept answer has them too. */
export const openFiles = createMiddleware(async (c, next) => {
  if (!isOpenFile(c.req.path)) return next();
  if (isPreflight(c)) return answerPreflight(c);
  for (const [name, value] of Object.entries(OPEN_READ)) c.header(name, value);
  await next();
});
