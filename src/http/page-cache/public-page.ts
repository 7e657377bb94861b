import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { isReplicated } from "../../db/replicas.ts";
import type { AppEnv } from "../app-env.ts";
import { archiveVersion, databaseAt, knownVersion, lastVersion } from "./archive-version.ts";
import { digest } from "./etag.ts";
import { rememberFront } from "./front.ts";
import { gzip } from "./gzip.ts";
import { answerKept } from "./kept-answer.ts";
import { type KeptPage, recall, remember } from "./page-memory.ts";
import { recallShared, shareable, shareLater } from "./shared-pages.ts";
import { dayOf } from "./today.ts";

const REVALIDATE = "public, max-age=0, must-revalidate";

interface Options {
  /** Query parameters the page reads, in canonical order; others change nothing. */
  query?: readonly string[];
  cacheControl?: string;
  /** True if the route itself judges other query parameters: then nothing is kept. */
  strict?: boolean;
  /** One text for all queries that ask the same, instead of `query` as given; null: nothing is kept. */
  sameQuery?: (queries: Record<string, string[]>) => string | null;
  /** False if 大字版 makes no difference: feeds, JSON, plain text. */
  perDisplay?: boolean;
}

/**
 * Keeps what the route answers with 200 for as long as the archive stays as it is, gives it a strong ETag and answers
 * 304. The rest (errors, redirects, what the route marked `no-store`) passes through uncached.
 */
export function publicPage(options: Options = {}) {
  const { query = [], cacheControl = REVALIDATE, perDisplay = true, strict } = options;
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    if (strict && Object.keys(c.req.queries()).some((name) => !query.includes(name))) return next();
    const asked = options.sameQuery ? options.sameQuery(c.req.queries()) : queryAsGiven(c, query);
    if (asked === null) return next();
    const day = dayOf(c.get("ctx").now().getTime());
    const display = perDisplay ? c.get("display") : "any";
    const keyAt = (version: number) => `${version} ${day} ${c.get("origin")} ${display} ${c.req.path}?${asked}`;
    const recallAt = async (version: number) => recall(keyAt(version)) ?? (await recallShared(c.env, keyAt(version)));
    const presumed = knownVersion(Date.now()) ?? lastVersion();
    let page = presumed === undefined ? undefined : await recallAt(presumed);
    // If nothing is kept, the page is made while the version is asked for: one journey instead of two. A copy of the database may be
    // behind, and can be read only as far as the version is known to have come.
    const { db } = c.get("ctx");
    const isMade = !page && presumed !== undefined && !isReplicated(db);
    const [version] = await Promise.all([archiveVersion(c.get("ctx")), isMade ? next() : undefined]);
    const key = keyAt(version);
    if (!isMade && version !== presumed) page = await recallAt(version);
    if (!isMade && !page) {
      c.set("ctx", { ...c.get("ctx"), db: databaseAt(version, db) });
      await next();
    }
    if (page) remember(key, page);
    else {
      if (c.res.status !== 200 || c.error || c.res.headers.get("Cache-Control") === "no-store") return;
      page = await keep(c.res, cacheControl, perDisplay);
      // A page made while another version came in may show the one before.
      if (!isMade || version === presumed) {
        if (shareable(c.env)) c.executionCtx.waitUntil(shareLater(c.env, key, page));
        remember(key, page);
      }
    }
    // Hono's setter would copy the headers of the previous response and lose `encodeBody`.
    c.res = undefined;
    c.res = answerKept(c.req.raw, page, c.get("requestId"));
    const isKept = recall(key) === page;
    if (isKept && !c.req.url.includes("?") && !c.req.path.startsWith("/api/"))
      rememberFront(c.req.url, c.get("display"), { key, version, day });
  });
}

function queryAsGiven(c: Context<AppEnv>, query: readonly string[]) {
  const asked = query.flatMap((name) => (c.req.queries(name) ?? []).map((value) => [name, value]));
  return asked.length > 0 ? new URLSearchParams(asked).toString() : "";
}

async function keep(response: Response, cacheControl: string, perDisplay: boolean): Promise<KeptPage> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  const revision = headers.get("X-Revision");
  headers.delete("X-Revision");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", cacheControl);
  headers.set("Vary", perDisplay ? "Accept-Encoding, Cookie" : "Accept-Encoding");
  const etag = `${revision === null ? "" : `r${revision}-`}${await digest(bytes)}`;
  return { bytes, gzip: await gzip(bytes), etag, headers: [...headers] };
}
