import { bureauSlug, requireField, yearText } from "../fields.ts";
import { traitsChosen } from "../reports/catalog/directory.ts";
import type { IndicatorQuery } from "./read.ts";

/** The parameters by which the page, the picture and the piece of an indicator are limited. */
export const FILTERS = ["bureau", "region", "sector", "from", "to"];
const MOST_BUREAUS = 50;

type Parameters = Readonly<Record<string, string[] | undefined>>;

/** The limits that an address sets. Throws `invalid`. */
export function indicatorQuery(parameters: Parameters): IndicatorQuery {
  const first = (name: string) => parameters[name]?.[0];
  const asked = (parameters["bureau"] ?? []).filter(Boolean).slice(0, MOST_BUREAUS);
  const bureaus = asked.map((slug) => requireField(bureauSlug, slug, "bureau"));
  const traits = traitsChosen({ region: first("region"), sector: first("sector") });
  const year = (name: "from" | "to") => (first(name) ? requireField(yearText, first(name), name) : null);
  return { bureaus, traits, range: { from: year("from"), to: year("to") } };
}

/** The same parameters as they were written, with the question mark; empty if there are none. */
export function indicatorSearch(parameters: Parameters): string {
  const kept = FILTERS.flatMap((name) => (parameters[name] ?? []).filter(Boolean).map((value) => [name, value]));
  return kept.length > 0 ? `?${new URLSearchParams(kept).toString()}` : "";
}
