import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { bureauIndicatorsPath, bureauPath, indicatorPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { scaleOf } from "../present.ts";
import type { BureauIndicators } from "../read.ts";
import { indicatorWords } from "../words.ts";
import { Expectations, OtherFigures, YearDoubts } from "./bureau-checks.tsx";
import { ChartFrame } from "./chart.tsx";
import { SeriesGrid } from "./series-table.tsx";

/** Every indicator that one bureau states. */
export function bureauIndicatorsPage(c: Context<AppEnv>, found: BureauIndicators) {
  const { bureau, indicators, doubts, expectations, others } = found;
  const { slug, name, shortName, demo } = bureau.name;
  const body = (
    <>
      <div class="head">
        <nav class="crumb" aria-label={name}>
          <a href={bureauPath(slug)}>{name}</a>
        </nav>
        <h1>{indicatorWords.ofBureau(shortName)}</h1>
        <p>{indicators.length > 0 ? indicatorWords.ofBureauLead : indicatorWords.ofBureauNothing}</p>
      </div>
      <YearDoubts bureau={slug} doubts={doubts} />
      {indicators.map((each) => {
        const { indicator, series } = each;
        const { worth, prefix } = scaleOf(
          series.flatMap(({ cells }) => cells.map(({ point }) => point?.value ?? null)),
        );
        const unit = prefix + indicator.unit;
        return (
          <section class="stack tight rule">
            <h2 id={indicator.slug}>
              <a href={indicatorPath(indicator.slug)}>
                {indicator.name}（{unit}）
              </a>
            </h2>
            <ChartFrame table={each} name={indicator.name} unit={unit} worth={worth} />
            <SeriesGrid table={each} caption={`${indicator.name}（${unit}）`} worth={worth} />
          </section>
        );
      })}
      <OtherFigures bureau={slug} others={others} />
      <Expectations bureau={slug} expectations={expectations} />
    </>
  );
  const title = indicatorWords.ofBureau(shortName);
  const head = {
    title,
    path: bureauIndicatorsPath(slug),
    section: "bureaus" as const,
    demo: demo ? ("all" as const) : null,
  };
  return page(c, { ...head, description: indicatorWords.ofBureauLead }, body);
}
