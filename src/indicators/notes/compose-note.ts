import { z } from "zod";
import { AppError } from "../../errors.ts";
import { requireField, yearText } from "../../fields.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { indicatorOf } from "../indicator.ts";
import { takesUnit } from "../reading/match.ts";
import { readPoints } from "../reading/points.ts";
import { placeKey, type PointNote } from "../point-note.ts";

/** As a form sends it. */
export interface TypedNote {
  act: string;
  indicator: string;
  /** See `placeKey`. */
  place: string;
  year: string;
  reason: string;
}

export type NoteDraft = Omit<PointNote, "id" | "role" | "madeBy" | "at">;

const REASON = "请写明理由，2 到200字；理由会公开";
const noteReason = z.string().trim().min(2, REASON).max(200, REASON);
const EARLIEST_YEAR = 1949;
/** Of one report. */
const MOST_NOTES = 100;

/** A note that these figures of a report of `year` bear beside its other notes. Throws `invalid` with the field, `conflict`. */
export function composeNote(
  typed: TypedNote,
  paragraphs: readonly FigureParagraph[],
  year: number,
  notes: readonly PointNote[],
): NoteDraft {
  const indicator = indicatorOf(typed.indicator);
  if (!indicator) throw new AppError("invalid", "没有这项指标。请从列表中选择。", "indicator");
  const figures = paragraphs.flatMap((paragraph) => paragraph.figures);
  const figure = figures.find((each) => placeKey(each) === typed.place);
  if (!figure) throw new AppError("invalid", "请从列表中选择一个数字；报告可能刚刚改过。", "place");
  const reason = requireField(noteReason, typed.reason, "reason");
  if (notes.length >= MOST_NOTES) throw new AppError("conflict", `一份报告最多有${MOST_NOTES}条编者注。`, "place");
  const point = readPoints(paragraphs, year, notes).find(
    (each) => each.indicator === indicator.slug && placeKey(each) === typed.place,
  );
  if (notes.some((note) => note.indicator === indicator.slug && note.id === point?.note))
    throw new AppError("conflict", "这个数字已有编者注。要改，请先撤销原来的。", "place");
  const { section, anchor, start, text, label } = figure;
  const stated = { indicator: indicator.slug, section, anchor, start, text, label, reason };
  if (typed.act === "out") {
    if (!point || point.leftOut !== null)
      throw new AppError("invalid", "这个数字没有列入这项指标，无须移出。", "place");
    return { act: "out", year: point.year, ...stated };
  }
  if (typed.act !== "in") throw new AppError("invalid", "请选择移出还是列入。", "place");
  if (!takesUnit(indicator, figure.unit))
    throw new AppError("invalid", `这个数字的单位是“${figure.unit}”，不能列入以“${indicator.unit}”计的指标。`, "place");
  const of = requireField(yearText, typed.year, "year");
  if (of > year || of < EARLIEST_YEAR)
    throw new AppError("invalid", `数值所属的年度应在${EARLIEST_YEAR}至${year}之间。`, "year");
  if (notes.some((note) => note.act === "in" && note.indicator === indicator.slug && note.year === of))
    throw new AppError("conflict", `已有编者注把另一个数字列为${of}年的数值。要改，请先撤销它。`, "place");
  if (point && point.leftOut === null && point.year === of)
    throw new AppError("conflict", "这个数字已经列入这项指标。", "place");
  return { act: "in", year: of, ...stated };
}
