import type { Ctx } from "../context.ts";
import { matrixYears } from "../reports/matrix.ts";
import type { BureauName } from "../reports/view.ts";
import { selectCellsWith, selectExtent } from "./store.ts";

/** What a bureau has of a standard section in one year. */
export type Choice = { year: number; state: "present" | "without" | "withdrawn" | "missing" | "before" };

export interface ChoiceRow {
  bureau: BureauName;
  cells: Choice[];
}

export interface Choices {
  years: number[];
  rows: ChoiceRow[];
  /** How many bureaus there are in all. */
  total: number;
}

export const BUREAUS_A_PAGE = 30;

/** Bureaus × the newest years: which reports have the section. */
export async function readChoices(ctx: Ctx, standard: string, page: number): Promise<Choices> {
  const extent = await selectExtent(ctx.db);
  const newest = extent?.newest ?? ctx.now().getFullYear();
  const years = matrixYears(extent?.oldest ?? newest, newest);
  const cells = await selectCellsWith(ctx.db, standard, BUREAUS_A_PAGE, (page - 1) * BUREAUS_A_PAGE);
  const byBureau = Map.groupBy(cells, (cell) => cell.bureau.slug);
  const rows = Array.from(byBureau.values(), (known) => toRow(known, years));
  return { years, rows, total: extent?.bureaus ?? 0 };
}

type Known = Awaited<ReturnType<typeof selectCellsWith>>;

function toRow(known: Known, years: readonly number[]): ChoiceRow {
  const first = Math.min(...known.map((cell) => cell.year));
  const cells = years.map((year): Choice => {
    const found = known.find((cell) => cell.year === year);
    if (!found) return { year, state: year > first ? "missing" : "before" };
    if (found.status === "withdrawn") return { year, state: "withdrawn" };
    return { year, state: found.section === null ? "without" : "present" };
  });
  const [{ bureau }] = known as [Known[number]];
  return { bureau, cells };
}
