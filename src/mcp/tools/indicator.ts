import { z } from "zod";
import { AppError } from "../../errors.ts";
import { type IndicatorSeries, listIndicators, readIndicator } from "../../indicators/read.ts";
import type { StoredPoint } from "../../indicators/reading/points.ts";
import { indicatorPath } from "../../paths.ts";
import type { ListedBureau } from "../../reports/catalog/directory.ts";
import { paragraphAt, passageOf } from "../passage.ts";
import { selectPlaces } from "../store.ts";
import { type ToolRequest, count, slug, tool, year } from "../tool.ts";
import { mcpWords } from "../words.ts";

const VALUES = 30;
const MOST_BUREAUS = 50;
const { fields } = mcpWords;

export const indicatorTool = tool({
  name: "indicator",
  input: z
    .strictObject({
      indicator: slug().optional().describe(fields.indicator),
      bureaus: z.array(slug()).max(MOST_BUREAUS).optional().describe(fields.bureaus),
      from_year: year().optional().describe(fields.fromYear),
      to_year: year().optional().describe(fields.toYear),
      page: count(1000).optional().describe(fields.page),
    })
    .refine(({ from_year: from = 0, to_year: to = 9999 }) => from <= to, {
      error: mcpWords.reversed,
      path: ["to_year"],
    }),
  run: async (asked, { indicator, bureaus = [], from_year: from, to_year: to, page = 1 }) => {
    if (indicator === undefined) return { content: { indicators: await listed(asked) } };
    const range = { from: from ?? null, to: to ?? null };
    const found = await readIndicator(asked.ctx, indicator, { bureaus, traits: {}, range });
    const values = valuesOf(found);
    const shown = values.slice((page - 1) * VALUES, page * VALUES);
    const content = {
      ...headOf(found.indicator, asked.origin),
      definition: found.indicator.definition,
      total: values.length,
      page,
      values: await quoted(asked, shown),
    };
    if (bureaus.length > 0 && values.length === 0) requireKnown(found, bureaus);
    return { content };
  },
});

interface Value {
  bureau: ListedBureau;
  point: StoredPoint;
  differs: boolean;
}

const headOf = ({ slug: name, name: label, unit }: IndicatorSeries["indicator"], origin: string) => ({
  indicator: name,
  name: label,
  unit,
  url: origin + indicatorPath(name),
});

const listed = async ({ ctx, origin }: ToolRequest) =>
  (await listIndicators(ctx)).map(({ indicator, points }) => ({ ...headOf(indicator, origin), points }));

/** The values of the series, by bureau and year, each beside what other reports say of the same. */
const valuesOf = ({ series }: IndicatorSeries): Value[] =>
  series.flatMap(({ bureau, cells }) =>
    cells.flatMap(({ point, also, differs }) =>
      (point ? [point, ...also] : []).map((each) => ({ bureau, point: each, differs })),
    ),
  );

function requireKnown({ bureaus }: IndicatorSeries, asked: readonly string[]) {
  const unknown = asked.find((name) => !bureaus.some((bureau) => bureau.name.slug === name));
  if (unknown !== undefined) throw new AppError("invalid", mcpWords.noBureau(unknown), "bureaus");
}

async function quoted({ ctx, origin }: ToolRequest, values: readonly Value[]) {
  const wanted = values.map(({ bureau, point: { statedIn, revision, section } }) => ({
    bureau: bureau.name.slug,
    year: statedIn,
    revision,
    section,
  }));
  const places = new Map((await selectPlaces(ctx.db, wanted)).map((place) => [place.index, place]));
  return values.map(({ bureau, point, differs }, index) => {
    const place = places.get(index);
    const { statedIn, revision, section, value, upTo, year: of, text, approximate } = point;
    const stated = { year: of, value, up_to: upTo, as_printed: text, approximate, to_check: differs };
    if (!place) return { ...stated, bureau: bureau.name.slug, stated_in: statedIn, revision };
    const where = {
      bureau: bureau.name,
      year: statedIn,
      revision,
      currentRevision: place.currentRevision,
      section: { slug: section, heading: place.heading },
    };
    const block = paragraphAt(place.blocks, point.anchor) ?? null;
    return { ...passageOf(where, block, origin), ...stated, stated_in: statedIn };
  });
}
