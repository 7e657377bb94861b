import { matchesEtag } from "./etag.ts";
import type { KeptPage } from "./page-memory.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

interface Dressed {
  plainEtag: string;
  zippedEtag: string;
  plain: Headers;
  zipped: Headers;
  plainUnchanged: Headers;
  zippedUnchanged: Headers;
}

const dressed = new WeakMap<KeptPage, Dressed>();

/** The kept page, or 304 where the client has it: its headers are put together once and not again for each request. */
export function answerKept(request: Request, page: KeptPage): Response {
  const ready = dressed.get(page) ?? dress(page);
  const zipped = acceptsGzip(request) ? page.gzip : null;
  const given = request.headers.get("If-None-Match");
  if (given !== null && matchesEtag(given, [ready.plainEtag, ready.zippedEtag])) {
    return new Response(null, { status: 304, headers: zipped ? ready.zippedUnchanged : ready.plainUnchanged });
  }
  const body = request.method === "HEAD" ? null : (zipped ?? page.bytes);
  if (!zipped) return new Response(body, { headers: ready.plain });
  return new Response(body, { headers: ready.zipped, encodeBody: "manual" });
}

function dress(page: KeptPage): Dressed {
  const [plainEtag, zippedEtag] = [`"${page.etag}"`, `"${page.etag}-gz"`];
  const base = new Headers([...SECURITY_HEADERS, ["Cross-Origin-Resource-Policy", "same-origin"], ...page.headers]);
  const withEtag = (etag: string, ...without: string[]) => {
    const headers = new Headers(base);
    headers.set("ETag", etag);
    for (const name of without) headers.delete(name);
    return headers;
  };
  const zipped = withEtag(zippedEtag);
  zipped.set("Content-Encoding", "gzip");
  const ready = {
    plainEtag,
    zippedEtag,
    plain: withEtag(plainEtag),
    zipped,
    plainUnchanged: withEtag(plainEtag, "Content-Type"),
    zippedUnchanged: withEtag(zippedEtag, "Content-Type"),
  };
  dressed.set(page, ready);
  return ready;
}

/** The platform may replace Accept-Encoding; what the client sent is then in `cf`. */
function acceptsGzip(request: Request) {
  const sent = request.cf?.["clientAcceptEncoding"] ?? request.headers.get("Accept-Encoding");
  return typeof sent === "string" && /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?(?:\s*,|\s*$))/i.test(sent);
}
