import type { Hit } from "../hit.ts";
import type { IndexDocument } from "../index-writer.ts";
import type { MatchRequest } from "../query/match.ts";
import { holdsAny } from "../query/narrowed.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { QueryPiece } from "../query/query.ts";

/** A document as searches retrieve it. */
export interface FoundSection extends Omit<IndexDocument, "report"> {
  length: number;
}

type Judged = Pick<FoundSection, "heading" | "text" | "bureau">;

/** The exact tier's condition, as a text fulfils it or not: what the engine found is only a candidate. */
export const holdsAll = (plan: SearchPlan, section: Judged): boolean =>
  plan.wanted.every((wanted) => holds(wanted, section)) && holdsNone(plan, section);

export const holdsNone = (plan: SearchPlan, section: Judged): boolean => !holdsAny(plan.excludedPieces, section);

const holds = ({ piece, forms, bureauIds }: MatchRequest, section: Judged) =>
  bureauIds.includes(section.bureau) || forms.some((form) => within(piece, section).includes(form));

const within = ({ kind }: QueryPiece, { heading, text }: Judged) => (kind === "title" ? heading : text);

/** The fields that judging needs; the shown text comes from the tables. */
export const toCandidate = ({ id, bureau, year, revision, current, standards, heading, text }: FoundSection): Hit => ({
  id,
  index: current ? "sections" : "history",
  bureauId: bureau,
  year,
  revision,
  publishedAt: "",
  slug: "",
  heading,
  path: [],
  standards,
  section: { heading, text, parts: [] },
});
