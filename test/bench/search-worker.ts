import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { bumpArchiveVersion } from "../../src/db/archive-version.ts";
import { commit, openDatabase, type Database } from "../../src/db/client.ts";
import { insertRevision, insertSections, type NewRevision } from "../../src/reports/publish/publish-store.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import type { Section } from "../../src/reports/report.ts";
import type { SearchEngine, SearchRequest } from "../../src/search/engine.ts";
import { fts5Engine } from "../../src/search/fts5/fts5.ts";
import { indexStatements } from "../../src/search/fts5/index-report.ts";
import { createMeilisearchEngine } from "../../src/search/meilisearch/engine.ts";
import { SearchUnavailable } from "../../src/search/search-unavailable.ts";
import { searchAsRead } from "../../src/search/reading/search-as-read.ts";
import { tidyIndex } from "../../src/search/fts5/tidy-index.ts";
import { putOutside, type PutOutside } from "./put-outside.ts";
import { meteredDatabase, replayDatabase, type Meter, type Recorded } from "./metered-database.ts";

interface BenchReport {
  bureau: string;
  year: number;
  sections: { heading: string; text: string; standard?: string }[];
}

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/publish") return Response.json(await publishAll(env, await request.json<BenchReport[]>()));
    if (pathname === "/search") return Response.json(await search(env, await request.json<Asked>()));
    if (pathname === "/publish-file") return Response.json(await publishFile(env, request));
    if (pathname === "/put-outside") return Response.json(await putOutside(env.DB, await request.json<PutOutside>()));
    if (pathname === "/one-row") return Response.json(await oneRow(env));
    if (pathname === "/cpu") return Response.json(await replay(env, await request.json<Partial<SearchRequest>>()));
    if (pathname === "/tidy") return Response.json(await tidyIndex(createContext(env)).then(() => ({ done: true })));
    if (pathname === "/fuzz") return Response.json(await fuzz(env, await request.json<string[]>()));
    if (pathname === "/sql") return Response.json(await env.DB.prepare(await request.text()).all());
    return new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;

const toRequest = (given: Partial<SearchRequest>): SearchRequest => ({
  query: "",
  facets: {},
  sort: "relevance",
  page: 1,
  size: 20,
  ...given,
});

let metered: { database: Database; meter: Meter } | undefined;

function context(env: Env, database: Database): Ctx {
  return { ...createContext(env), db: database };
}

interface Asked extends Partial<SearchRequest> {
  /** Asks the index there instead of D1. */
  outside?: { url: string; index: string; key: string; budget?: number };
}

const engines = new Map<string, SearchEngine>();

function engineFor(outside: Asked["outside"]): SearchEngine {
  if (!outside) return fts5Engine;
  const { url, index, key, budget } = outside;
  const engine =
    engines.get(url) ?? createMeilisearchEngine({ url, index, searchKey: key }, budget === undefined ? {} : { budget });
  engines.set(url, engine);
  return engine;
}

async function search(env: Env, { outside, ...given }: Asked) {
  if (!metered) {
    const meter = { rowsRead: 0, journeys: 0 };
    metered = { database: openDatabase(meteredDatabase(env.DB, meter)), meter };
  }
  const before = { ...metered.meter };
  const start = performance.now();
  const ctx = { ...context(env, metered.database), search: engineFor(outside) };
  const result = await searchAsRead(ctx, toRequest(given)).catch((error: unknown) => {
    if (error instanceof SearchUnavailable && error.reason === "timeout") return null;
    throw error;
  });
  // A Worker's clock stands still between answers from outside: one more, so that work after the last is counted.
  await env.DB.prepare("SELECT 1").all();
  return {
    result,
    ms: performance.now() - start,
    rowsRead: metered.meter.rowsRead - before.rowsRead,
    journeys: metered.meter.journeys - before.journeys,
  };
}

/** Runs one search for real, then `times` times on its recorded answers: the caller measures those. */
async function replay(env: Env, given: Partial<SearchRequest> & { times?: number }) {
  const recorded: Recorded = new Map();
  const once = openDatabase(meteredDatabase(env.DB, { rowsRead: 0, journeys: 0 }, recorded));
  await searchAsRead({ ...context(env, once), search: fts5Engine }, toRequest(given));
  for (let i = 0; i < (given.times ?? 0); i++)
    await searchAsRead(
      { ...context(env, openDatabase(replayDatabase(recorded))), search: fts5Engine },
      toRequest(given),
    );
  return { times: given.times ?? 0 };
}

const ONE_ROW_TIMES = 10;

/** Milliseconds of one journey to the database that reads one row by its key. */
async function oneRow(env: Env) {
  const start = performance.now();
  for (let i = 0; i < ONE_ROW_TIMES; i++) await env.DB.prepare("SELECT version FROM archive_state WHERE id = 1").all();
  return { ms: (performance.now() - start) / ONE_ROW_TIMES };
}

const AT_ONCE = 8;

async function fuzz(env: Env, queries: string[]) {
  const failed: { query: string; error: string }[] = [];
  const waiting = [...queries];
  const ask = async () => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) {
      const asked = query;
      await fts5Engine
        .search(createContext(env), toRequest({ query, size: 5 }))
        .catch((error: unknown) => failed.push({ query: asked, error: String(error) }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return { failed };
}

async function publishFile(env: Env, request: Request) {
  const fileName = new URL(request.url).searchParams.get("name") ?? "";
  const ctx = createContext(env, { name: "bench", roles: ["publisher"] });
  return publishReport(ctx, { bytes: new Uint8Array(await request.arrayBuffer()), fileName });
}

async function publishAll(env: Env, reports: BenchReport[]) {
  const db = openDatabase(env.DB);
  const now = new Date().toISOString();
  for (const report of reports) {
    await env.DB.prepare(
      "INSERT OR IGNORE INTO bureaus (slug, name, short_name, created_at) VALUES (?1, '单位' || ?1, ?1, ?2)",
    )
      .bind(report.bureau, now)
      .run();
    const sections = report.sections.map(toSection);
    const revision = toRevision(report, sections, now);
    await commit(db, [
      ...insertRevision(db, revision),
      ...insertSections(revision, sections),
      ...indexStatements(db, { ...report, number: 1, sections, previous: [] }),
      bumpArchiveVersion(db),
    ]);
  }
  return { published: reports.length };
}

const toSection = ({ heading, text, standard }: BenchReport["sections"][number], position: number): Section => ({
  position,
  parent: null,
  depth: 1,
  slug: `s${position}`,
  numeral: "",
  heading,
  title: heading,
  standard: standard ?? null,
  blocks: text.split(/\n+/).map((line, i) => ({ kind: "text", text: line, anchor: `a${i}` })),
});

const toRevision = (report: BenchReport, sections: readonly Section[], publishedAt: string): NewRevision => ({
  bureau: report.bureau,
  year: report.year,
  number: 1,
  title: `${report.bureau} ${report.year}`,
  note: "",
  publishedAt,
  publishedBy: "bench",
  fileSha256: "",
  fileName: "",
  fileType: "txt",
  fileSize: 0,
  textSha256: "",
  encoding: "utf-8",
  importNotes: [],
  sectionCount: sections.length,
  paragraphCount: sections.length,
  characterCount: 0,
});
