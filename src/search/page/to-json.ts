import { paragraphPath, sectionPath } from "../../paths.ts";
import type { SearchHit, SearchResult, QueryInterpretation } from "../engine.ts";
import { type FacetKind, forEachFacet } from "../facets.ts";
import { revisionOf } from "./hit-address.ts";

const valuesTaken = ({ taken }: QueryInterpretation, kind: FacetKind) =>
  taken.filter((each) => each.kind === kind).flatMap(({ values }) => values);

/** A search as the API names its parts. */
export const searchResultToJson = ({ understood, ...result }: SearchResult, origin: string) => ({
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
  understood: {
    ...forEachFacet(({ kind }) => (understood.applied ? valuesTaken(understood, kind) : [])),
    rest: understood.applied ? understood.rest : null,
    corrected: understood.corrected,
    expanded: understood.expanded.map(({ said, forms, searched }) => ({ said, forms, searched })),
  },
  facets: result.facets,
});

function hitToJson(hit: SearchHit, origin: string) {
  const { bureau, year, revision, current, section, heading, path, anchor, snippet, score, tier, matched } = hit;
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
    matched: matched.map(({ word, forms, inHeading }) => ({ word, forms, in_heading: inHeading })),
  };
}
