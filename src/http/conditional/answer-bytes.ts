import type { Context } from "hono";
import { httpWords } from "../words.ts";
import { type ByteRange, parseRange } from "./byte-range.ts";
import { judge, rangeStillHolds, type Validators } from "./conditions.ts";

export interface StoredBytes extends Validators {
  size: number;
  /** Sent with 200, 206, 304 and 416 alike: Cache-Control, Link, what allows other origins. */
  headers: Readonly<Record<string, string>>;
  /** Sent with the bytes alone: Content-Type, Content-Disposition, digests. */
  bodyHeaders: Readonly<Record<string, string>>;
  /** The whole, or a part. */
  open: (range: ByteRange | null) => Promise<ArrayBuffer | ReadableStream>;
}

/** A file as RFC 9110 wants it answered: conditions first, then one range, then the whole. */
export async function answerBytes(c: Context, stored: StoredBytes): Promise<Response> {
  const { size, etags, lastModified, open } = stored;
  const headers: Record<string, string> = {
    ...stored.headers,
    "Accept-Ranges": "bytes",
    ...(etags[0] !== undefined && { ETag: etags[0] }),
    ...(lastModified && { "Last-Modified": lastModified.toUTCString() }),
  };
  const asked = c.req.raw.headers;
  const verdict = judge(asked, stored);
  if (verdict === "unchanged") return c.body(null, 304, headers);
  if (verdict === "failed") return refuse(c, 412, httpWords.conditionFailed, headers);
  const isHead = c.req.method === "HEAD";
  const range = !isHead && rangeStillHolds(asked, stored) ? parseRange(asked.get("Range"), size) : null;
  if (range === "unsatisfiable")
    return refuse(c, 416, httpWords.rangeUnsatisfiable(size), { ...headers, "Content-Range": `bytes */${size}` });
  const length = range ? range.last - range.first + 1 : size;
  const sent = { ...headers, ...stored.bodyHeaders, "Content-Length": String(length) };
  // HEAD opens it too, so that a lost file answers the same to both.
  const body = await open(range);
  if (isHead) return c.body(null, 200, sent);
  if (!range) return c.body(body, 200, sent);
  return c.body(body, 206, { ...sent, "Content-Range": `bytes ${range.first}-${range.last}/${size}` });
}

function refuse(c: Context, status: 412 | 416, detail: string, headers: Readonly<Record<string, string>>) {
  const { ETag: _, "Last-Modified": __, ...kept } = headers;
  return c.text(`${detail}\n`, status, { ...kept, "Cache-Control": "no-store" });
}
