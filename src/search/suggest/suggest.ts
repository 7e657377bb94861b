import type { Ctx } from "../../ctx.ts";
import { STANDARD_OUTLINE } from "../../ingest/signs/standard-outline.ts";
import type { Catalog } from "../catalog.ts";
import { loadCatalog } from "../fts5/catalog-store.ts";
import { foldText } from "../text/fold.ts";
import { phrasesWith } from "./phrases.ts";
import { searchReports } from "../search-reports.ts";
import { soundsOf } from "./sounds.ts";

export interface Suggestion {
  /** The words to search for. */
  text: string;
  kind: "bureau" | "heading" | "phrase" | "similar";
  /** Slug, of a bureau. */
  bureau?: string;
}

const MOST_BUREAUS = 4;
const MOST_SUGGESTED = 8;
const LONGEST_PREFIX = 20;
const HITS_READ = 10;

/** Bureaus, headings and phrases that contain the typed text; if there are none, names that sound like it. */
export async function suggest(ctx: Ctx, typed: string): Promise<Suggestion[]> {
  const folded = foldText(typed);
  const length = Array.from(folded).length;
  if (length === 0 || length > LONGEST_PREFIX) return [];
  const [catalog, headings, phrased] = await Promise.all([
    loadCatalog(ctx.db, []),
    headingsWith(ctx, typed, folded),
    phrases(ctx, folded),
  ]);
  const written = [...bureausWith(folded, catalog), ...headings, ...phrased];
  const found = written.length > 0 ? written : await similar(catalog, typed.trim());
  return distinct(found).slice(0, MOST_SUGGESTED);
}

async function phrases(ctx: Ctx, folded: string): Promise<Suggestion[]> {
  if (Array.from(folded).length < 2) return [];
  return (await phrasesWith(ctx, folded)).map((text) => ({ text, kind: "phrase" }));
}

/** Words that sound like a text that is in no report. */
export async function suggestSimilar(ctx: Ctx, text: string): Promise<Suggestion[]> {
  return similar(await loadCatalog(ctx.db, []), text);
}

function bureausWith(folded: string, { bureaus }: Catalog): Suggestion[] {
  const latin = /^[a-z-]+$/.test(folded);
  const rank = (names: readonly string[]) => (names.some((name) => name.startsWith(folded)) ? 0 : 1);
  return bureaus
    .filter(({ names, slug }) => (latin ? slug.startsWith(folded) : names.some((name) => name.includes(folded))))
    .toSorted((a, b) => rank(a.names) - rank(b.names))
    .slice(0, MOST_BUREAUS)
    .map(({ shortName, slug }) => ({ text: shortName, kind: "bureau", bureau: slug }));
}

async function headingsWith(ctx: Ctx, typed: string, folded: string): Promise<Suggestion[]> {
  if (!/\p{Script=Han}/u.test(folded)) return [];
  const standard = STANDARD_OUTLINE.flatMap(({ name, aliases }) => [name, ...aliases]).filter((name) =>
    foldText(name).includes(folded),
  );
  const { hits } = await searchReports(ctx, { q: `标题:“${typed.replace(/[“”\s]/gu, "")}”`, size: String(HITS_READ) });
  const printed = hits.filter((hit) => hit.tier === "exact").map((hit) => withoutNumeral(hit.heading));
  return [...standard, ...printed]
    .filter((text) => foldText(text).includes(folded))
    .map((text) => ({ text, kind: "heading" }));
}

const withoutNumeral = (heading: string) => heading.replace(NUMERAL, "").trim();

const NUMERAL =
  /^(?:第[一二三四五六七八九十百\d]+[章节条部篇]分?|[（(]?[A-Z]?[-\d.．一二三四五六七八九十]+[)）]?)[\s、．.：:]*/u;

async function similar(catalog: Catalog, text: string): Promise<Suggestion[]> {
  const find = await soundsOf(catalog);
  return find(text).map((name) => ({ text: name, kind: "similar" }));
}

function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const byText = new Map<string, Suggestion>();
  for (const suggestion of suggestions) {
    const key = foldText(suggestion.text);
    if (key !== "" && !byText.has(key)) byText.set(key, suggestion);
  }
  return [...byText.values()];
}
