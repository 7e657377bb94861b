import { markedPath, sectionPath } from "../../paths.ts";
import type { SearchHit } from "../engine.ts";

/** A hit in a superseded revision is frozen there. */
export const revisionOf = (hit: SearchHit) => (hit.current ? undefined : hit.revision);

/** The paragraph of a hit, in its section, with the query marked in the text. */
export const hitAddress = (hit: SearchHit, query: string) =>
  markedPath(sectionPath(hit.bureau, hit.year, hit.section, revisionOf(hit)), query.slice(0, LONGEST_MARK), hit.anchor);

const LONGEST_MARK = 200;
