import { Hono } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { beijingDay } from "../day.ts";
import { bureauIndicatorsPath, indicatorPath, indicatorsPath } from "../paths.ts";
import { FILTERS, indicatorQuery, indicatorSearch } from "./asked.ts";
import { bureauIndicatorsPage } from "./pages/bureau-indicators-page.tsx";
import { IndicatorChart, isDrawn } from "./pages/chart.tsx";
import { indicatorPage } from "./pages/indicator-page.tsx";
import { requirePage } from "../ui/paging.tsx";
import { indicatorTable, rowsOfPage } from "./table.ts";
import { indicatorsPage } from "./pages/indicators-page.tsx";
import { scaleOf } from "./present.ts";
import { listIndicators, readBureauIndicators, readIndicator } from "./read.ts";
import { indicatorWords } from "./words.ts";

export const indicatorRoutes = new Hono<AppEnv>();

const SLUG_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*";
const keptFile = publicPage({ query: FILTERS, perDisplay: false });

indicatorRoutes.get(indicatorsPath(), publicPage({ query: ["q"] }), async (c) =>
  indicatorsPage(c, await listIndicators(c.get("ctx")), (c.req.query("q") ?? "").trim().slice(0, 40)),
);

indicatorRoutes.get(indicatorPath(`:file{${SLUG_PATTERN}\\.csv}`), keptFile, async (c) => {
  const slug = (c.req.param("file") ?? "").replace(/\.csv$/, "");
  const found = await readIndicator(c.get("ctx"), slug, indicatorQuery(c.req.queries()));
  c.header("Content-Disposition", `attachment; filename="${slug}.csv"`);
  return c.body(indicatorTable(found, c.get("origin")), 200, { "Content-Type": "text/csv; charset=utf-8" });
});

indicatorRoutes.get(indicatorPath(`:file{${SLUG_PATTERN}\\.svg}`), keptFile, async (c) => {
  const slug = (c.req.param("file") ?? "").replace(/\.svg$/, "");
  const found = await readIndicator(c.get("ctx"), slug, indicatorQuery(c.req.queries()));
  const { indicator, series } = found;
  const { worth, prefix } = scaleOf(series.flatMap(({ cells }) => cells.map(({ point }) => point?.value ?? null)));
  const path = indicatorPath(slug) + indicatorSearch(c.req.queries());
  const source = indicatorWords.source(c.get("origin"), path, beijingDay(c.get("ctx").now()));
  if (!isDrawn(found)) throw new AppError("not_found", indicatorWords.nothing);
  const chart = (
    <IndicatorChart table={found} name={indicator.name} unit={prefix + indicator.unit} worth={worth} source={source} />
  );
  c.header("Content-Disposition", `attachment; filename="${slug}.svg"`);
  return c.body(String(await chart), 200, { "Content-Type": "image/svg+xml; charset=utf-8" });
});

indicatorRoutes.get(indicatorPath(`:slug{${SLUG_PATTERN}}`), publicPage({ query: ["page", ...FILTERS] }), async (c) => {
  const query = indicatorQuery(c.req.queries());
  const found = await readIndicator(c.get("ctx"), c.req.param("slug") ?? "", query);
  const size = rowsOfPage(found);
  const page = requirePage(c.req.query("page"), found.series.length, size);
  const asked = { query, search: indicatorSearch(c.req.queries()), page, size };
  return indicatorPage(c, found, asked, beijingDay(c.get("ctx").now()));
});

indicatorRoutes.get(bureauIndicatorsPath(`:slug{${SLUG_PATTERN}}`), publicPage(), async (c) =>
  bureauIndicatorsPage(c, await readBureauIndicators(c.get("ctx"), c.req.param("slug") ?? "")),
);
