import type { Ctx } from "../../ctx.ts";
import type { PointNote } from "../point-note.ts";
import { selectNotes } from "./store.ts";

/** The notes of a report that count, and how many rows tell of them: one a note, one more for each that is ended. */
export interface ReportNotes {
  notes: PointNote[];
  seen: number;
}

export const NO_NOTES: ReportNotes = { notes: [], seen: 0 };

/** A bureau is its slug or, for fewer rows, its id. */
export async function readNotes(ctx: Ctx, report: { bureau: string | number; year: number }): Promise<ReportNotes> {
  const rows = await selectNotes(ctx.db, report);
  const notes = rows.filter(({ endedAt }) => endedAt === null);
  return { notes, seen: rows.length + (rows.length - notes.length) };
}

/** As many random bytes as keep two notes apart. */
const ID_BYTES = 12;

export const newNoteId = (ctx: Ctx): string =>
  Array.from(ctx.random(ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
