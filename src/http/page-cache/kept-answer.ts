import { matchesEtag } from "./etag.ts";
import type { KeptPage } from "./page-memory.ts";
import { SECURITY_HEADERS } from "../security-headers.ts";

interface Ready extends ResponseInit {
  headers: Headers;
}

interface Dressed {
  plainEtag: string;
  zippedEtag: string;
  plain: Ready;
  zipped: Ready;
  plainUnchanged: Ready;
  zippedUnchanged: Ready;
}

const dressed = new WeakMap<KeptPage, Dressed>();

/** The kept page, or 304 where the client has it: its headers are put together once, and only the request's number for each. */
export function answerKept(request: Request, page: KeptPage, requestId: string): Response {
  const ready = dressed.get(page) ?? dress(page);
  const zipped = acceptsGzip(request) ? page.gzip : null;
  const given = request.headers.get("If-None-Match");
  const unchanged = given !== null && matchesEtag(given, [ready.plainEtag, ready.zippedEtag]);
  const whole = zipped ? ready.zipped : ready.plain;
  const init = unchanged ? (zipped ? ready.zippedUnchanged : ready.plainUnchanged) : whole;
  // A response copies the headers it is given; setting one of its own costs more than setting it here first.
  init.headers.set("X-Request-Id", requestId);
  return new Response(unchanged || request.method === "HEAD" ? null : (zipped ?? page.bytes), init);
}

function dress(page: KeptPage): Dressed {
  const [plainEtag, zippedEtag] = [`"${page.etag}"`, `"${page.etag}-gz"`];
  const base = new Headers([...SECURITY_HEADERS, ["Cross-Origin-Resource-Policy", "same-origin"]]);
  for (const [name, value] of page.headers) base.set(name, value);
  const withEtag = (etag: string, ...without: string[]) => {
    const headers = new Headers(base);
    headers.set("ETag", etag);
    for (const name of without) headers.delete(name);
    return headers;
  };
  const zipped = withEtag(zippedEtag);
  zipped.set("Content-Encoding", "gzip");
  const ready: Dressed = {
    plainEtag,
    zippedEtag,
    plain: { headers: withEtag(plainEtag) },
    zipped: { headers: zipped, encodeBody: "manual" },
    plainUnchanged: { status: 304, headers: withEtag(plainEtag, "Content-Type") },
    zippedUnchanged: { status: 304, headers: withEtag(zippedEtag, "Content-Type") },
  };
  dressed.set(page, ready);
  return ready;
}

/** The platform may replace Accept-Encoding; what the client sent is then in `cf`. */
function acceptsGzip(request: Request) {
  const sent = request.cf?.["clientAcceptEncoding"] ?? request.headers.get("Accept-Encoding");
  return typeof sent === "string" && /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?(?:\s*,|\s*$))/i.test(sent);
}
