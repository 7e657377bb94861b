import { type Context, Hono } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { beijingDay } from "../day.ts";
import { bureauSlug, requireField, yearText } from "../fields.ts";
import { bureauIndicatorsPath, indicatorPath, indicatorsPath } from "../paths.ts";
import { traitsChosen } from "../reports/catalog/directory.ts";
import { bureauIndicatorsPage } from "./pages/bureau-indicators-page.tsx";
import { IndicatorChart } from "./pages/chart.tsx";
import { indicatorPage } from "./pages/indicator-page.tsx";
import { indicatorsPage } from "./pages/indicators-page.tsx";
import { scaleOf } from "./present.ts";
import { type IndicatorQuery, listIndicators, readBureauIndicators, readIndicator } from "./read.ts";
import { indicatorTable } from "./table.ts";
import { indicatorWords } from "./words.ts";

type C = Context<AppEnv>;

export const indicatorRoutes = new Hono<AppEnv>();

const FILTERS = ["bureau", "region", "sector", "from", "to"];
const MOST_BUREAUS = 50;
const SLUG_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*";
const keptFile = publicPage({ query: FILTERS, perDisplay: false });

indicatorRoutes.get(indicatorsPath(), publicPage({ query: ["q"] }), async (c) =>
  indicatorsPage(c, await listIndicators(c.get("ctx")), (c.req.query("q") ?? "").trim().slice(0, 40)),
);

indicatorRoutes.get(indicatorPath(`:file{${SLUG_PATTERN}\\.csv}`), keptFile, async (c) => {
  const slug = (c.req.param("file") ?? "").replace(/\.csv$/, "");
  const found = await readIndicator(c.get("ctx"), slug, queryOf(c));
  c.header("Content-Disposition", `attachment; filename="${slug}.csv"`);
  return c.body(indicatorTable(found, c.get("origin")), 200, { "Content-Type": "text/csv; charset=utf-8" });
});

indicatorRoutes.get(indicatorPath(`:file{${SLUG_PATTERN}\\.svg}`), keptFile, async (c) => {
  const slug = (c.req.param("file") ?? "").replace(/\.svg$/, "");
  const found = await readIndicator(c.get("ctx"), slug, queryOf(c));
  const { indicator, series } = found;
  const { worth, prefix } = scaleOf(series.flatMap(({ cells }) => cells.map(({ point }) => point?.value ?? null)));
  const source = indicatorWords.source(c.get("origin"), indicatorPath(slug), beijingDay(c.get("ctx").now()));
  const chart = IndicatorChart({ table: found, name: indicator.name, unit: prefix + indicator.unit, worth, source });
  if (!chart) throw new AppError("not_found", indicatorWords.nothing);
  c.header("Content-Disposition", `attachment; filename="${slug}.svg"`);
  return c.body(String(await chart), 200, { "Content-Type": "image/svg+xml; charset=utf-8" });
});

indicatorRoutes.get(indicatorPath(`:slug{${SLUG_PATTERN}}`), publicPage({ query: FILTERS }), async (c) => {
  const query = queryOf(c);
  const found = await readIndicator(c.get("ctx"), c.req.param("slug") ?? "", query);
  return indicatorPage(c, found, query, searchOf(c), beijingDay(c.get("ctx").now()));
});

indicatorRoutes.get(bureauIndicatorsPath(`:slug{${SLUG_PATTERN}}`), publicPage(), async (c) =>
  bureauIndicatorsPage(c, await readBureauIndicators(c.get("ctx"), c.req.param("slug") ?? "")),
);

function queryOf(c: C): IndicatorQuery {
  const asked = (c.req.queries("bureau") ?? []).filter(Boolean).slice(0, MOST_BUREAUS);
  const bureaus = asked.map((slug) => requireField(bureauSlug, slug, "bureau"));
  const traits = traitsChosen({ region: c.req.query("region"), sector: c.req.query("sector") });
  return { bureaus, traits, range: { from: yearOf(c, "from"), to: yearOf(c, "to") } };
}

function yearOf(c: C, name: "from" | "to"): number | null {
  const year = c.req.query(name) ?? "";
  if (year === "") return null;
  return requireField(yearText, year, name);
}

function searchOf(c: C): string {
  const kept = FILTERS.flatMap((name) => (c.req.queries(name) ?? []).filter(Boolean).map((value) => [name, value]));
  return kept.length > 0 ? `?${new URLSearchParams(kept).toString()}` : "";
}
