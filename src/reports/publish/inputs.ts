import { AppError } from "../../errors.ts";
import { requireField } from "../../fields.ts";
import { revisionNote } from "../fields.ts";

const EARLIEST_YEAR = 1990;

/** The year of a report: `stated` in the file, `given` by the publisher; they must not disagree. */
export function requireYear(stated: number | null, given: number | undefined, today: Date): number {
  if (given !== undefined && stated !== null && given !== stated)
    throw new AppError("conflict", `文件写的是${stated}年度，与指定的${given}年度不一致。请核对后重试。`, "year");
  const year = given ?? stated;
  if (year === null)
    throw new AppError(
      "invalid",
      "没有从文件中读到报告年度。请在首页写明年度（例如“2023年度社会责任报告”），或指定年度（--year）。",
      "year",
    );
  const latest = today.getUTCFullYear();
  if (!Number.isInteger(year) || year < EARLIEST_YEAR || year > latest)
    throw new AppError(
      "invalid",
      `报告年度应在${EARLIEST_YEAR}至${latest}之间，现在是 ${year}。请核对后重试。`,
      "year",
    );
  return year;
}

export const requireNote = (note = ""): string => requireField(revisionNote, note, "note");
