import { paragraphPath, sectionPath } from "../../paths.ts";
import type { SearchHit, SearchResult } from "../engine.ts";
import { revisionOf } from "./hit-address.ts";

/** A search as the API names its parts. */
export const searchResultToJson = (result: SearchResult, origin: string) => ({
  query: result.query,
  total: result.total,
  total_is: result.totalIs,
  partial: result.partial,
  page: result.page,
  size: result.size,
  took_ms: result.took_ms,
  engine: result.engine,
  degraded: result.degraded,
  full_text_from: result.narrow?.before ?? null,
  notices: result.notices,
  hits: result.hits.map((hit) => hitToJson(hit, origin)),
  facets: result.facets,
});

function hitToJson(hit: SearchHit, origin: string) {
  const { bureau, year, revision, current, section, heading, path, anchor, snippet, score, tier } = hit;
  const address =
    anchor === null
      ? sectionPath(bureau, year, section, revisionOf(hit))
      : paragraphPath(bureau, year, section, anchor, revisionOf(hit));
  return {
    bureau,
    year,
    revision,
    current,
    section,
    heading,
    path,
    anchor,
    url: origin + address,
    snippet,
    score,
    tier,
  };
}
