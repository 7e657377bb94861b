import { z } from "zod";
import { AppError } from "../../errors.ts";
import type { SearchHit } from "../../search/engine.ts";
import { knownBureaus } from "../../search/page/known-facets.ts";
import { searchReports } from "../../search/search-reports.ts";
import { paragraphAt, passageOf } from "../passage.ts";
import { selectPlaces } from "../store.ts";
import { count, slug, tool, year } from "../tool.ts";
import { mcpWords } from "../words.ts";

const HITS = 10;
const MOST_NAMED = 20;
const LONGEST_QUERY = 500;
const DEEPEST_PAGE = 50;
const { fields } = mcpWords;

const many = <T extends z.ZodType>(item: T, text: string) => z.array(item).max(MOST_NAMED).optional().describe(text);

export const searchTool = tool({
  name: "search",
  input: z.strictObject({
    query: z.string().trim().min(1).max(LONGEST_QUERY).describe(fields.query),
    bureaus: many(slug(), fields.bureaus),
    years: many(year(), fields.years),
    sections: many(slug(), fields.standardSections),
    sort: z.enum(["relevance", "newest"]).optional().describe(fields.sort),
    page: count(DEEPEST_PAGE).optional().describe(fields.page),
  }),
  run: async ({ ctx, origin }, { query, bureaus = [], years = [], sections = [], sort, page = 1 }) => {
    const { slugs, unknown } = await knownBureaus(ctx, bureaus);
    if (unknown[0] !== undefined) throw new AppError("invalid", mcpWords.noBureau(unknown[0]), "bureaus");
    const result = await searchReports(ctx, {
      q: query,
      bureau: slugs,
      year: years.map(String),
      section: sections,
      sort,
      page: String(page),
      size: String(HITS),
    });
    const places = await selectPlaces(ctx.db, result.hits);
    const content = {
      query,
      total: result.total,
      total_is: result.totalIs,
      page,
      notices: result.notices,
      hits: result.hits.map((hit, index) => ({ ...passageOfHit(hit, places, index, origin), path: hit.path })),
    };
    return { content, passing: result.degraded || result.lagging === true };
  },
});

function passageOfHit(hit: SearchHit, places: Awaited<ReturnType<typeof selectPlaces>>, index: number, origin: string) {
  const found = places.find((place) => place.index === index);
  const place = {
    bureau: { slug: hit.bureau, name: hit.bureauName, demo: found?.demo ?? false },
    year: hit.year,
    revision: hit.revision,
    currentRevision: found?.currentRevision ?? hit.revision,
    section: { slug: hit.section, heading: hit.heading },
  };
  const block = hit.anchor === null ? null : paragraphAt(found?.blocks ?? [], hit.anchor);
  return passageOf(place, block ?? null, origin);
}
