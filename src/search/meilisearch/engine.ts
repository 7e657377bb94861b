import type { OutsideEngine } from "../degrading.ts";
import type { SearchPorts, SearchRequest, SearchResult } from "../engine.ts";
import { isBehind, loadHits } from "../fts5/known-sections-store.ts";
import { planFor } from "../fts5/fts5.ts";
import { orderExact, orderPartial, type RankedHit } from "../ranking/order.ts";
import { toPlan, type SearchPlan } from "../query/plan.ts";
import { parseQuery, type Query } from "../query/query.ts";
import { capped, type FoundHits, NOTHING, toResult } from "../ranking/result.ts";
import { createAsk, type AskServer } from "./ask.ts";
import { requireWhole } from "./completeness.ts";
import { withCounts } from "./counts.ts";
import { type ExactQuery, exactSections, type ExactHits } from "./exact.ts";
import { facetsOfCounts } from "../ranking/present.ts";
import { toCandidate } from "./found-section.ts";
import { partialSections } from "./partial.ts";
import type { MeiliSettings } from "./server.ts";

/** All questions to the server for one search may take so long together, in milliseconds. */
const BUDGET_MS = 900;
/** With more exact hits than this, partial ones are not looked for. */
const ENOUGH = 24;

interface Options {
  /** Milliseconds. */
  budget?: number;
  /** Whether an indexer keeps a record of what it built: only an index that it says is whole is asked then. */
  followed?: boolean;
  /** The way to ask the server, if not over the network. */
  newAsk?: () => AskServer;
}

/** Meilisearch finds, the tables say which reports are published, and the same code judges and shows as for D1. Decision 0090. */
export function createMeilisearchEngine(
  { url, index, searchKey }: Omit<MeiliSettings, "indexKey">,
  options: Options = {},
): OutsideEngine {
  const { budget = BUDGET_MS, followed = false } = options;
  const { newAsk = () => createAsk({ url, key: searchKey }, index, budget) } = options;
  const key = `${url} ${index}`;
  const expected = { key, built: followed ? index : null };
  const search = async (ports: SearchPorts, request: SearchRequest): Promise<SearchResult> => {
    const began = performance.now();
    const ask = newAsk();
    const query = parseQuery(request.query);
    // Before the server is asked: what it takes up meanwhile would seem to have been there.
    const [{ average }, lagging] = await Promise.all([requireWhole(ports, ask, expected), isBehind(ports.db)]);
    const { plan, catalog } = await planned(ports, query, request, ask, key);
    const found = plan.impossible
      ? { ...NOTHING, facets: null }
      : await find(ask, { query, request, plan, catalog, average });
    const page = await published(ports, found.page, query);
    const result = toResult(request, plan, catalog, { ...found, page });
    const facets = found.facets ? facetsOfCounts(found.facets, catalog) : result.facets;
    return {
      ...result,
      facets,
      lagging,
      engine: "meilisearch",
      took_ms: Math.round((performance.now() - began) * 10) / 10,
    };
  };
  const probe = async (ports: SearchPorts) => void (await requireWhole(ports, newAsk(), expected, true));
  return { name: "meilisearch", search, probe };
}

/** Counts come from the database's own index, of the same sections; if that holds only headings of some, from the server. */
async function planned(ports: SearchPorts, query: Query, request: SearchRequest, ask: AskServer, key: string) {
  const own = await planFor(ports.db, query, request);
  if (own.catalog.narrow === null) return own;
  const wanted = own.plan.wanted.flatMap((piece) => piece.forms);
  const excluded = own.plan.excludedPieces.map(({ folded }) => folded);
  const catalog = await withCounts(own.catalog, [...wanted, ...excluded], ask, { key, now: ports.now().getTime() });
  return { plan: toPlan(query, request, catalog), catalog };
}

interface FoundThere extends FoundHits {
  /** The server's own counts, over all that it found. */
  facets: ExactHits["facets"];
}

async function find(ask: AskServer, asked: ExactQuery): Promise<FoundThere> {
  const { query, request, plan, catalog } = asked;
  const from = (request.page - 1) * request.size;
  const exact = await exactSections(ask, asked);
  const hits = exact.judged.map(toCandidate);
  const ordered = orderExact(hits, query, plan, catalog, request.sort);
  const all = exact.all?.map(toCandidate);
  if (exact.full) {
    const page = await pageOf(ordered, exact, from, request.size);
    const complete = all !== undefined || exact.facets !== null;
    return { page, counted: all ?? hits, complete, facets: exact.facets, partial: 0, ...totalOf(plan, exact) };
  }
  const most = Math.max(ENOUGH, request.size) - ordered.length;
  const known = new Set(ordered.map(({ hit }) => hit.id));
  const others =
    most > 0 && plan.wanted.length > 0 && !exact.alone ? await partialSections(ask, asked, most, known) : [];
  const related = orderPartial(others.map(toCandidate), query, plan, catalog);
  return {
    page: [...ordered, ...related].slice(from, from + request.size),
    counted: ordered.length > 0 ? hits : related.map(({ hit }) => hit),
    complete: ordered.length > 0,
    facets: null,
    total: ordered.length,
    totalIs: "exact",
    partial: related.length,
  };
}

/** A page of the exact tier: first those that were judged, then the others in the index's own order. */
async function pageOf(ordered: RankedHit[], exact: ExactHits, from: number, size: number): Promise<RankedHit[]> {
  if (from + size <= ordered.length) return ordered.slice(from, from + size);
  const rest = await exact.more(from + size - ordered.length, new Set(ordered.map(({ hit }) => hit.id)));
  const others = rest.map((section): RankedHit => ({ hit: toCandidate(section), tier: "exact", score: 0 }));
  return [...ordered, ...others].slice(from, from + size);
}

/** Exact if all were looked at, or the query's words are all that is asked: a longer piece may stand apart in what the server counts. */
function totalOf(plan: SearchPlan, { all, found, judged }: ExactHits) {
  if (all) return capped(all.length, "exact");
  const short = (folded: string) => Array.from(folded).length <= 2;
  const literal =
    found !== null &&
    plan.wanted.every(({ piece, forms }) => piece.kind !== "title" && forms.every(short)) &&
    plan.excludedPieces.every(({ kind, folded }) => kind !== "title" && short(folded));
  if (literal) return capped(Math.max(judged.length, found), "exact");
  return capped(Math.max(judged.length, Math.min(found ?? plan.most, plan.most)), "about");
}

/** The page with what the tables hold now: of a hit that was withdrawn or superseded since, nothing is shown. */
async function published(ports: SearchPorts, page: readonly RankedHit[], query: Query) {
  const hits = await loadHits(
    ports.db,
    page.map(({ hit }) => hit.id),
  );
  return page.flatMap((entry) => {
    const hit = hits.get(entry.hit.id);
    return hit && (hit.index === "sections" || query.history) ? [{ ...entry, hit }] : [];
  });
}
