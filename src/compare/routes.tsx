import { Hono } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { readReportsBlock } from "../indicators/block/read-block.ts";
import { standardSection } from "../ingest/signs/standard-outline.ts";
import { bureauSlug, requireField, yearText } from "../fields.ts";
import { comparePath, SLUG, YEAR } from "../paths.ts";
import { requirePage } from "../ui/paging.tsx";
import { BUREAUS_A_PAGE, readChoices } from "./choices.ts";
import { chooseSectionPage, comparePage } from "./compare-page.tsx";
import { expandPicks, MOST_COMPARED, type ComparedPick, readColumns } from "./compare.ts";
import { compareWords } from "./words.ts";

export const compareRoutes = new Hono<AppEnv>();

const MOST_NAMED = 20;

compareRoutes.get(comparePath(), publicPage({ query: ["section", "report", "bureau", "year", "page"] }), async (c) => {
  const slug = c.req.query("section") ?? "";
  if (slug === "") return chooseSectionPage(c);
  const section = standardSection(slug);
  if (!section) return chooseSectionPage(c, compareWords.noSection(slug));
  const ctx = c.get("ctx");
  const asked = distinct(named(c.req.queries("report")).map(toPick));
  const bureaus = named(c.req.queries("bureau")).map(toBureau);
  const years = named(c.req.queries("year")).map(toYear);
  if (bureaus.length > 0 || years.length > 0) {
    const more = await expandPicks(ctx, section.slug, bureaus, years);
    return c.redirect(comparePath(section.slug, distinct([...asked, ...more]).slice(0, MOST_COMPARED)), 302);
  }
  const picks = asked.slice(0, MOST_COMPARED);
  const pageOf = (all: number) => requirePage(c.req.query("page"), all, BUREAUS_A_PAGE);
  const [choices, columns, figures] = await Promise.all([
    readChoices(ctx, section.slug, pageOf),
    readColumns(ctx, section.slug, picks),
    readReportsBlock(ctx, section.slug, picks),
  ]);
  return comparePage(c, { section, picks, columns, choices, figures, tooMany: asked.length > picks.length });
});

const named = (values: readonly string[] | undefined) => (values ?? []).filter(Boolean).slice(0, MOST_NAMED);

function toPick(text: string): ComparedPick {
  const [bureau = "", year = "", ...rest] = text.split("/");
  if (!SLUG.test(bureau) || !YEAR.test(year) || rest.length > 0)
    throw new AppError("invalid", compareWords.badReport, "report");
  return { bureau, year: Number(year) };
}

const toBureau = (text: string) => requireField(bureauSlug, text, "bureau");

const toYear = (text: string) => requireField(yearText, text, "year");

const distinct = (picks: readonly ComparedPick[]) => [
  ...new Map(picks.map((pick) => [`${pick.bureau}/${pick.year}`, pick])).values(),
];
