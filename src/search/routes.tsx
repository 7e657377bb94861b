import { type Context, Hono } from "hono";
import { type Demo, demoOf } from "../reports/catalog/demo.ts";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { archiveVersion } from "../http/page-cache/archive-version.ts";
import { STATUS } from "../http/api/problem.ts";
import { keepUnlessDegraded } from "../http/page-cache/keep-unless-degraded.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { openSearchPath, searchFeedBase, searchPath, searchTablePath } from "../paths.ts";
import { readNamedBlocks } from "../indicators/block/read-block.ts";
import { readBureauCounts } from "../reports/catalog/browse.ts";
import { asksNothing, changed, parseSearchAddress, sameSearch, type SearchAddress, toParams } from "./address.ts";
import { countAlone, mend } from "./page/alone.ts";
import { lookUpSearch, type SearchLookup } from "./page/look-up.ts";
import type { NothingFoundView } from "./page/nothing-found.tsx";
import { openSearchDescription } from "./page/open-search.ts";
import { readSearchFeed } from "./page/search-feed.ts";
import { emptySearchPage, failedSearchPage, searchPage } from "./page/search-page.tsx";
import { searchReports } from "./search-reports.ts";
import { searchTable } from "./page/search-table.ts";
import { similarTo } from "./suggest/similar.ts";
import { answerFeed } from "../ui/feeds/answer-feed.ts";
import { feedPathOf } from "../ui/feeds/feed.ts";
import { searchWords } from "./words.ts";

type C = Context<AppEnv>;

let known: { version: number; demo: Demo } | undefined;

/** Read once a version of the archive: counting costs more than a search. */
async function demoNow(c: C): Promise<Demo> {
  const version = await archiveVersion(c.get("ctx"));
  if (known?.version !== version) known = { version, demo: demoOf(await readBureauCounts(c.get("ctx"))) };
  return known.demo;
}

export const searchRoutes = new Hono<AppEnv>();

const kept = publicPage({ sameQuery: sameSearch });
const keptData = publicPage({ sameQuery: sameSearch, perDisplay: false });
const LARGEST_PAGE = "100";

searchRoutes.get(searchPath(), kept, async (c) => {
  const address = parseSearchAddress(c.req.queries());
  if (asksNothing(address)) return emptySearchPage(c, address, await demoNow(c));
  try {
    const sought = await lookUpSearch(c.get("ctx"), address);
    return await answer(c, sought);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return failedSearchPage(c, address, { message: error.message, status: 400 });
  }
});

async function answer(c: C, sought: SearchLookup) {
  const { address, result, wider } = sought;
  keepUnlessDegraded(c, [result, ...wider.map((way) => way.result)]);
  if (result.hits.length === 0 && result.page > 1 && result.total + result.partial > 0) {
    const way = { href: changed(searchPath(), address), label: searchWords.firstPage };
    return failedSearchPage(c, address, { message: searchWords.noPage(address.page), way, status: STATUS.not_found });
  }
  const [nothing, figures, demo] = await Promise.all([
    result.total === 0 ? explainNothing(c, sought) : null,
    result.page === 1 ? readNamedBlocks(c.get("ctx"), questionOf(sought), bureausOf(sought)) : [],
    demoNow(c),
  ]);
  return searchPage(c, sought, { nothing, figures, demo });
}

/** Without the bureau and the year that were taken out of the words. */
const questionOf = ({ address, query, result: { understood } }: SearchLookup) =>
  understood.taken.length > 0
    ? understood.rest
    : query.pieces.length > 0
      ? query.pieces.map(({ text }) => text).join("")
      : address.q;

const bureausOf = ({ address, result: { understood } }: SearchLookup) => [
  ...address.bureau,
  ...understood.taken.flatMap(({ kind, values }) => (kind === "bureau" ? values : [])),
];

async function explainNothing(c: C, { query, result }: SearchLookup): Promise<NothingFoundView> {
  const ctx = c.get("ctx");
  const alone = await countAlone(ctx, query, result);
  const missing = alone.filter((piece) => piece.count === 0).map((piece) => piece.text);
  const similar = await similarTo(ctx, missing);
  return { alone, similar, mended: await mend(ctx, alone, similar) };
}

for (const format of ["atom", "json"] as const)
  searchRoutes.get(feedPathOf({ base: searchFeedBase() }, format), keptData, async (c) => {
    const { feed, result } = await readSearchFeed(c.get("ctx"), parseSearchAddress(c.req.queries()), c.get("origin"));
    keepUnlessDegraded(c, [result]);
    return answerFeed(c, format, feed);
  });

searchRoutes.get(searchTablePath(), keptData, async (c) => {
  const address = parseSearchAddress(c.req.queries());
  const result = await searchReports(c.get("ctx"), { ...toParams(address), size: LARGEST_PAGE });
  keepUnlessDegraded(c, [result]);
  return c.body(searchTable(result.hits, address.q, c.get("origin")), 200, {
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Content-Disposition": `attachment; filename="${fileName(address)}"`,
  });
});

const fileName = ({ page }: SearchAddress) => (page ? `gongshi-search-${page}.csv` : "gongshi-search.csv");

searchRoutes.get(openSearchPath(), publicPage({ perDisplay: false, cacheControl: "public, max-age=86400" }), (c) =>
  c.body(openSearchDescription(c.get("origin")), 200, {
    "Content-Type": "application/opensearchdescription+xml; charset=utf-8",
  }),
);
