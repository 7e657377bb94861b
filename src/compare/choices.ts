import type { Ctx } from "../ctx.ts";
import { type ListedBureau, readDirectory } from "../reports/catalog/directory.ts";
import { matrixYears } from "../reports/catalog/matrix.ts";
import type { BureauName } from "../reports/view.ts";
import { selectHaving } from "./store.ts";

/** A bureau's text of a standard section in one year. */
export type ReportChoice = { year: number; state: "present" | "without" | "withdrawn" | "missing" | "before" };

export interface ChoiceRow {
  bureau: BureauName;
  cells: ReportChoice[];
}

export interface Choices {
  years: number[];
  rows: ChoiceRow[];
  /** How many bureaus there are in all. */
  total: number;
  page: number;
}

export const BUREAUS_A_PAGE = 30;

/** Bureaus × the newest years: which reports have the section. `pageOf` all bureaus says which page of them is asked for. */
export async function readChoices(ctx: Ctx, standard: string, pageOf: (all: number) => number): Promise<Choices> {
  const all = await readDirectory(ctx);
  const page = pageOf(all.length);
  const known = all.flatMap(({ reports }) => reports.map(({ year }) => year)).toSorted((a, b) => a - b);
  const newest = known.at(-1) ?? ctx.now().getFullYear();
  const years = matrixYears(known[0] ?? newest, newest);
  const bureaus = all.slice((page - 1) * BUREAUS_A_PAGE, page * BUREAUS_A_PAGE).filter(({ reports }) => reports.length);
  const asked = bureaus.flatMap(({ reports }) => reports.filter(({ year }) => years.includes(year)));
  const ids = asked.map(({ revisionId }) => revisionId);
  const having = new Set(await selectHaving(ctx.db, standard, ids, ids.length));
  return { years, rows: bureaus.map((bureau) => toRow(bureau, years, having)), total: all.length, page };
}

function toRow(bureau: ListedBureau, years: readonly number[], having: ReadonlySet<number>): ChoiceRow {
  const first = bureau.reports[0]?.year ?? Infinity;
  const cells = years.map((year): ReportChoice => {
    const found = bureau.reports.find((report) => report.year === year);
    if (!found) return { year, state: year > first ? "missing" : "before" };
    if (found.status === "withdrawn") return { year, state: "withdrawn" };
    return { year, state: having.has(found.revisionId) ? "present" : "without" };
  });
  return { bureau: bureau.name, cells };
}
