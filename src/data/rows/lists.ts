import type { Ctx } from "../../ctx.ts";
import { indicatorOf } from "../../indicators/indicator.ts";
import { bureauPath, feedbackPath, ledgerEntryPath, paragraphPath, reportPath } from "../../paths.ts";
import type { Piece } from "../piece.ts";
import { selectBureaus, selectFeedback, selectIndicators, selectLedger, selectReports } from "./rows-store.ts";

const BUREAUS = 1000;
const REPORTS = 1000;
/** More than one report has: see `MOST_POINTS` of the reader. */
const POINTS = 4000;
const FEEDBACK = 300;
const ENTRIES = 2000;

type Db = Pick<Ctx, "db">;
type After = readonly (string | number)[];

export async function readBureauPiece({ db }: Db, [after = 0]: After): Promise<Piece> {
  const found = await selectBureaus(db, Number(after), BUREAUS);
  const rows = found.map(({ slug, name, shortName, aliases, region, sector, demo }) => ({
    bureau: slug,
    name,
    short_name: shortName,
    aliases,
    region,
    sector,
    demo,
    path: bureauPath(slug),
  }));
  return pieceOf("bureaus", rows, [], [found.at(-1)?.id ?? 0], found.length < BUREAUS);
}

export async function readReportPiece({ db }: Db, [after = 0]: After): Promise<Piece> {
  const found = await selectReports(db, Number(after), REPORTS);
  const shown = found.filter(({ status }) => status === "published");
  const rows = shown.map(({ bureau, year, currentRevision, title, firstPublishedAt, updatedAt }) => ({
    bureau,
    year,
    current_revision: currentRevision,
    title,
    first_published_at: firstPublishedAt,
    updated_at: updatedAt,
    path: reportPath(bureau, year),
  }));
  const covers = shown.map(({ id }) => id);
  return pieceOf("reports", rows, covers, [found.at(-1)?.id ?? 0], found.length < REPORTS);
}

export async function readIndicators({ db }: Db, [bureau = 0, year = 0]: After): Promise<Piece> {
  const found = await selectIndicators(db, Number(bureau), Number(year), POINTS);
  const last = found.at(-1);
  // A report whose points may not all be there waits for the next piece.
  const whole =
    found.length < POINTS || !last
      ? found
      : found.filter((point) => point.bureauId !== last.bureauId || point.statedIn !== last.statedIn);
  const shown = whole.filter(({ hidden, status }) => !hidden && status === "published");
  const rows = shown.map((point) => ({
    indicator: point.indicator,
    bureau: point.bureau,
    stated_in: point.statedIn,
    position: point.position,
    revision: point.revision,
    year: point.year,
    value: point.value,
    up_to: point.upTo,
    unit: indicatorOf(point.indicator)?.unit ?? "",
    approximate: point.approximate,
    left_out: point.leftOut,
    section: point.section,
    anchor: point.anchor,
    text: point.text,
    label: point.label,
    path: paragraphPath(point.bureau, point.statedIn, point.section, point.anchor, point.revision),
    note: point.note,
  }));
  const covers = [...new Set(shown.map(({ reportId }) => reportId))];
  const end = whole.at(-1);
  return pieceOf("indicators", rows, covers, [end?.bureauId ?? 0, end?.statedIn ?? 0], found.length < POINTS);
}

export async function readFeedback({ db }: Db, [publishedAt = "", id = 0]: After): Promise<Piece> {
  const found = await selectFeedback(db, String(publishedAt), Number(id), FEEDBACK);
  const rows = found.map((each) => ({
    id: each.id,
    kind: each.kind,
    status: each.status,
    title: each.title,
    text: each.text,
    bureau: each.bureau,
    about_bureau: each.aboutBureau,
    year: each.year,
    revision: each.revision,
    section: each.section,
    anchor: each.anchor,
    submitted_at: each.submittedAt,
    published_at: each.publishedAt,
    due: each.due,
    answered_at: each.answeredAt,
    correction_revision: each.correctionRevision,
    replies: JSON.parse(each.replies) as unknown[],
    path: feedbackPath(each.id),
  }));
  const last = found.at(-1);
  const covers = found.map((each) => each.id);
  return pieceOf("feedback", rows, covers, [last?.publishedAt ?? "", last?.id ?? 0], found.length < FEEDBACK);
}

export async function readLedger(
  { db }: Db,
  [after = -1]: After,
  { ledgerSize }: { ledgerSize: number },
): Promise<Piece> {
  const found = await selectLedger(db, Number(after), ledgerSize, ENTRIES);
  const rows = found.map(({ position, at, kind, bureau, year, revision, feedback, data }) => ({
    index: position,
    at,
    kind,
    bureau,
    year,
    revision,
    feedback: typeof feedback === "string" && !feedback.startsWith("[") ? feedback : null,
    data,
    path: ledgerEntryPath(position),
  }));
  return pieceOf("ledger", rows, [], [found.at(-1)?.position ?? -1], found.length < ENTRIES);
}

const pieceOf = (
  table: Piece["files"][number]["table"],
  rows: Piece["files"][number]["rows"],
  covers: number[],
  after: (string | number)[],
  done: boolean,
): Piece => ({ files: [{ table, rows, covers }], after, done });
