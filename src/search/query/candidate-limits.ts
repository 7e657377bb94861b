import type { Catalog } from "../catalog.ts";
import type { SearchRequest } from "../engine.ts";
import type { SplitPlan } from "./frequent.ts";

/** Three rows are read for each, but one for each of the sample: these numbers keep a search of one page under 100 rows. */
const LIMITS = {
  candidates: 24,
  whole: 3,
  inHeadings: 5,
  /** How many of the newest are read to estimate a total. */
  sample: 14,
};
/** If each hit is asked for frequent characters too. */
const TESTED_LIMITS = { candidates: 20, whole: 2, inHeadings: 3, sample: 4 };
/** If the text of some has to be searched for excluded words, more are looked at. */
const NARROW_CANDIDATES = 60;
/** With so few exact hits the partial tier is asked for at once. */
export const FEW = 6;

/** How many of each are fetched. */
export const limitsOf = ({ held, lacking, alone }: SplitPlan) =>
  alone || held.length + lacking.length === 0 ? LIMITS : TESTED_LIMITS;

export function mostCandidates({ size, most = Infinity }: SearchRequest, split: SplitPlan, catalog: Catalog): number {
  const isJudged = catalog.narrow !== null && split.rest.excludedPieces.length + split.lacking.length > 0;
  return Math.min(most, Math.max(isJudged ? NARROW_CANDIDATES : limitsOf(split).candidates, size));
}
