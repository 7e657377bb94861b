import { toCsv } from "../../ui/csv.ts";
import type { SearchHit } from "../engine.ts";
import { hitAddress } from "./hit-address.ts";
import { frozenPath, plainSnippet } from "./search-feed.ts";
import { searchWords } from "../words.ts";

/** One row for each hit. */
export function searchTable(hits: readonly SearchHit[], query: string, origin: string): string {
  const rows = hits.map((hit) => [
    hit.bureauName,
    hit.year,
    hit.revision,
    hit.heading,
    hit.path.slice(0, -1).join(" / "),
    plainSnippet(hit.snippet),
    searchWords.tier[hit.tier],
    origin + hitAddress(hit, query),
    origin + frozenPath(hit),
  ]);
  return toCsv([searchWords.tableHead, ...rows]);
}
