import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { loadAnswerDays, loadStatistics } from "./register-store.ts";
import { feedbackWords } from "../words.ts";

export interface Figures {
  received: number;
  answered: number;
  /** Days from submission to answer; null if nothing was answered. */
  medianDays: number | null;
  /** Past the deadline now, and ever. */
  overdue: number;
  everOverdue: number;
  corrected: number;
}

export interface Statistics {
  asOf: string;
  all: Figures;
  byYear: (Figures & { year: number })[];
  byBureau: (Figures & { bureau: string | null; name: string })[];
}

/** Feedback received and its outcome, denunciations apart; years are those of submission. */
export async function readStatistics(ctx: Ctx): Promise<Statistics> {
  const asOf = beijingDay(ctx.now());
  const [rows, days] = await Promise.all([loadStatistics(ctx.db, asOf), loadAnswerDays(ctx.db)]);
  const figures = (fits: (row: { bureau: string | null; year: number }) => boolean): Figures => {
    const sum = (field: "received" | "answered" | "overdue" | "everOverdue" | "corrected") =>
      rows.filter(fits).reduce((total, row) => total + row[field], 0);
    return {
      received: sum("received"),
      answered: sum("answered"),
      medianDays: median(days.filter(fits).map((row) => row.days)),
      overdue: sum("overdue"),
      everOverdue: sum("everOverdue"),
      corrected: sum("corrected"),
    };
  };
  const years = [...new Set(rows.map(({ year }) => year))].toSorted((a, b) => b - a);
  const names = new Map(rows.map(({ bureau, bureauName }) => [bureau, bureauName ?? feedbackWords.bureauUnsaid]));
  return {
    asOf,
    all: figures(() => true),
    byYear: years.map((year) => ({ year, ...figures((row) => row.year === year) })),
    byBureau: [...names].map(([bureau, name]) => ({ bureau, name, ...figures((row) => row.bureau === bureau) })),
  };
}

/** The middle of numbers, or the mean of the middle two. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[half - 1], sorted[half]];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}
