import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { quoteScriptPath } from "../../http/assets.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { embedCode } from "../../ui/embed-code.ts";
import { feedAlternates } from "../../ui/feeds/feed.ts";
import { page } from "../../ui/layout.tsx";
import { Paging } from "../../ui/paging.tsx";
import {
  indicatorApiPath,
  indicatorFeedBase,
  indicatorPath,
  indicatorsPath,
  oembedPath,
  followPath,
} from "../../paths.ts";
import { forEachTrait, traitLabels, BUREAU_TRAITS } from "../../reports/traits.ts";
import { pointHref } from "../block/point-link.ts";
import { scaleOf, shownValue } from "../present.ts";
import type { IndicatorQuery, IndicatorSeries } from "../read.ts";
import { indicatorWords } from "../words.ts";
import { ChartFrame, isDrawn } from "./chart.tsx";
import { NotesList } from "./notes-list.tsx";
import { SeriesGrid } from "./series-table.tsx";

const MOST_LEFT_OUT = 30;
/** The height of a frame with the chart and its source. */
const EMBED_HEIGHT = 460;

interface Asked {
  query: IndicatorQuery;
  /** The query of the address without its page, with the question mark, or empty. */
  search: string;
  page: number;
  /** Bureaus a page. */
  size: number;
}

/** One indicator across bureaus and years. */
export function indicatorPage(c: Context<AppEnv>, all: IndicatorSeries, asked: Asked, day: string) {
  const { query, search, page: n, size } = asked;
  const { indicator, series } = all;
  const found = { ...all, series: series.slice((n - 1) * size, n * size) };
  const { worth, prefix } = scaleOf(series.flatMap(({ cells }) => cells.map(({ point }) => point?.value ?? null)));
  const unit = prefix + indicator.unit;
  const path = indicatorPath(indicator.slug);
  const isFiltered = search !== "";
  const hasChart = isDrawn(all);
  const pageOf = (number: number) =>
    path + (number === 1 ? search : `${search === "" ? "?" : `${search}&`}page=${number}`);
  const demos = series.filter(({ bureau }) => bureau.name.demo).length;
  const body = (
    <>
      <div class="head">
        <nav class="crumb" aria-label={indicatorWords.title}>
          <a href={indicatorsPath()}>{indicatorWords.title}</a>
        </nav>
        <h1>{indicator.name}</h1>
        <p>{indicator.definition}</p>
        <p class="hint">{indicatorWords.unit(unit)}</p>
      </div>
      {series.length === 0 ? (
        <p>{isFiltered ? indicatorWords.nothingChosen : indicatorWords.nothing}</p>
      ) : (
        <section class="stack rule">
          <h2>{indicatorWords.table}</h2>
          <ChartFrame table={found} name={indicator.name} unit={unit} worth={worth} />
          <SeriesGrid table={found} caption={`${indicator.name}（${unit}）`} worth={worth} />
          <Paging page={n} size={size} total={series.length} href={pageOf} />
          <p class="hint">{indicatorWords.legend}</p>
          <p class="row screen" {...(hasChart && { "data-card": `${path}.svg${search}`, "data-name": indicator.slug })}>
            <a href={`${path}.csv${search}`}>{indicatorWords.csv}</a>
            {hasChart && <a href={`${path}.svg${search}`}>{indicatorWords.svg}</a>}
            <a href={indicatorApiPath(indicator.slug)}>{indicatorWords.json}</a>
            <a href={followPath(`?kind=indicator&target=${indicator.slug}`)}>{indicatorWords.feed}</a>
          </p>
          <CopyField
            label={indicatorWords.cite}
            value={indicatorWords.citation(indicator.name, c.get("origin"), path + search, day)}
          />
          <div class="screen">
            <CopyField
              label={indicatorWords.embedCode}
              value={embedCode({
                origin: c.get("origin"),
                path: path + search,
                title: indicatorWords.embedTitle(indicator.name),
                height: EMBED_HEIGHT,
              })}
              long
            />
          </div>
        </section>
      )}
      <NotesList found={all} worth={worth} />
      <Filter found={all} query={query} />
      <LeftOutList found={all} worth={worth} />
    </>
  );
  const head = {
    title: `${indicator.name} - ${indicatorWords.title}`,
    path: search === "" ? pageOf(n) : path,
    section: "indicators" as const,
    description: indicator.definition,
    demo: demos === 0 ? null : demos === series.length ? ("all" as const) : ("some" as const),
    script: true,
    scripts: [quoteScriptPath],
    alternates: [
      ...feedAlternates({ base: indicatorFeedBase(indicator.slug) }, indicatorWords.feed),
      { path: oembedPath(c.get("origin") + path), type: "application/json+oembed", title: "oEmbed" },
    ],
  };
  return page(c, head, body);
}

function Filter({ found, query }: { found: IndicatorSeries; query: IndicatorQuery }) {
  const path = indicatorPath(found.indicator.slug);
  const values = forEachTrait((trait) => [
    ...new Set(found.bureaus.flatMap(({ traits }) => (traits[trait] === null ? [] : [traits[trait]]))),
  ]);
  return (
    <section class="side rule screen">
      <h2>{indicatorWords.filter}</h2>
      <form method="get" action={path} class="stack tight">
        <label>
          {indicatorWords.chooseBureaus}
          <select name="bureau" multiple size={6}>
            {found.bureaus.slice(0, MOST_CHOICES).map(({ name }) => (
              <option value={name.slug} selected={query.bureaus.includes(name.slug)}>
                {name.shortName}
              </option>
            ))}
          </select>
        </label>
        {BUREAU_TRAITS.filter((trait) => values[trait].length > 0).map((trait) => (
          <label>
            {traitLabels[trait]}
            <select name={trait}>
              <option value=""></option>
              {values[trait].map((value) => (
                <option selected={query.traits[trait] === value}>{value}</option>
              ))}
            </select>
          </label>
        ))}
        <label>
          {indicatorWords.from}
          <input name="from" inputmode="numeric" pattern="\d{4}" value={query.range.from ?? ""} />
        </label>
        <label>
          {indicatorWords.to}
          <input name="to" inputmode="numeric" pattern="\d{4}" value={query.range.to ?? ""} />
        </label>
        <p class="row">
          <button class="btn plain" type="submit">
            {indicatorWords.apply}
          </button>
          <a href={path}>{indicatorWords.clear}</a>
        </p>
      </form>
    </section>
  );
}

const MOST_CHOICES = 400;

function LeftOutList({ found, worth }: { found: IndicatorSeries; worth: number }) {
  if (found.leftOut.length === 0) return null;
  const shown = found.leftOut.slice(0, MOST_LEFT_OUT);
  return (
    <section class="side rule">
      <h2>{indicatorWords.leftOut}</h2>
      <div class="stack tight">
        <p class="hint">{indicatorWords.leftOutLead}</p>
        <ul class="lines">
          {shown.map(({ bureau, point }) => (
            <li>
              {bureau.name.shortName} {point.statedIn}
              {"　"}
              <a href={pointHref(bureau.name.slug, point)}>
                {point.label} {shownValue(point, worth)}
              </a>
              　{point.leftOut && indicatorWords.reason[point.leftOut]}
            </li>
          ))}
        </ul>
        {found.leftOut.length > shown.length && (
          <p>{indicatorWords.leftOutMore(found.leftOut.length - shown.length)}</p>
        )}
      </div>
    </section>
  );
}
