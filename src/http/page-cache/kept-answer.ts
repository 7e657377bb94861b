import { judge, type Validators, type Verdict } from "../conditional/conditions.ts";
import type { KeptPage } from "./page-memory.ts";
import { allowFraming, SECURITY_HEADERS } from "../security-headers.ts";

interface Ready extends ResponseInit {
  headers: Headers;
}

interface Dressed {
  validators: Validators;
  plain: Record<Verdict, Ready>;
  zipped: Record<Verdict, Ready>;
}

const dressed = new WeakMap<KeptPage, Dressed>();

/**
 * The kept page, or 304 if the client has it. Its headers are put together once; only the number of the request is new each time.
 */
export function answerKept(request: Request, page: KeptPage, requestId: string): Response {
  const ready = dressed.get(page) ?? dress(page);
  const zipped = acceptsGzip(request) ? page.gzip : null;
  const verdict = judge(request.headers, ready.validators);
  const { [verdict]: init } = zipped ? ready.zipped : ready.plain;
  // A response copies the headers it is given; setting one of its own costs more than setting it here first.
  init.headers.set("X-Request-Id", requestId);
  return new Response(verdict !== "send" || request.method === "HEAD" ? null : (zipped ?? page.bytes), init);
}

function dress(page: KeptPage): Dressed {
  const [plainEtag, zippedEtag] = [`"${page.etag}"`, `"${page.etag}-gz"`];
  const base = new Headers([...SECURITY_HEADERS, ["Cross-Origin-Resource-Policy", "same-origin"]]);
  for (const [name, value] of page.headers) base.set(name, value);
  allowFraming(base);
  const headersWith = (set: Readonly<Record<string, string>>, without?: string) => {
    const headers = new Headers(base);
    if (without !== undefined) headers.delete(without);
    for (const [each, value] of Object.entries(set)) headers.set(each, value);
    return headers;
  };
  const failed: Ready = { status: 412, headers: headersWith({ "Cache-Control": "no-store" }, "Content-Type") };
  const answersOf = (etag: string, whole: ResponseInit, more: Readonly<Record<string, string>> = {}) => ({
    send: { ...whole, headers: headersWith({ ETag: etag, ...more }) },
    unchanged: { status: 304, headers: headersWith({ ETag: etag }, "Content-Type") },
    failed,
  });
  const lastModified = base.get("Last-Modified");
  const ready: Dressed = {
    validators: {
      etags: [plainEtag, zippedEtag],
      ...(lastModified !== null && { lastModified: new Date(lastModified) }),
    },
    plain: answersOf(plainEtag, {}),
    zipped: answersOf(zippedEtag, { encodeBody: "manual" }, { "Content-Encoding": "gzip" }),
  };
  dressed.set(page, ready);
  return ready;
}

/** The platform may replace Accept-Encoding; what the client sent is then in `cf`. */
function acceptsGzip(request: Request) {
  const sent = request.cf?.["clientAcceptEncoding"] ?? request.headers.get("Accept-Encoding");
  return typeof sent === "string" && /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?(?:\s*,|\s*$))/i.test(sent);
}
