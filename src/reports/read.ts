import type { Ctx } from "../ctx.ts";
import { AppError, FormerSlug, type WayOut } from "../errors.ts";
import { bureauPath, newFeedbackPath, reportPath, revisionsPath } from "../paths.ts";
import { chineseDay } from "../day.ts";
import { toCounts } from "./feedback-counts.ts";
import { loadOriginal } from "./originals.ts";
import { selectReportsOfBureau } from "./catalog/browse-store.ts";
import { toPressUses } from "../press/press-use.ts";
import { toStanding } from "./promise/promise.ts";
import { publicNotes } from "./public-notes.ts";
import {
  selectBureau,
  selectEditions,
  selectPresentSlug,
  selectReport,
  selectReportRevisions,
  selectSectionsAt,
} from "./read-store.ts";
import type { Edition } from "./history/edition.ts";
import type { BureauName, ReportText, ReportView, RevisionInfo } from "./view.ts";
import { reportWords } from "./words.ts";

/** A bureau has one report a year, and the year is between 1990 and 2100: no list below is longer. */
export const MAX_YEARS = 111;
const MAX_REVISIONS = 200;
/** Number and date alone: a report would have to be corrected twice a week for ten years. */
const MAX_EDITIONS = 1000;

/** Metadata only. Throws not_found (with a way on), gone (with the tombstone) or FormerSlug. */
export async function loadReport(ctx: Ctx, bureau: string, year: number, revision: number | null = null) {
  return (await load(ctx, bureau, year, revision)).view;
}

/** The same with the ids under which other tables know the revision and its bureau. */
export async function readRevision(ctx: Ctx, bureau: string, year: number, revision: number | null) {
  const { view, revisionId, bureauId } = await load(ctx, bureau, year, revision);
  return { view, revisionId, bureauId };
}

/** One revision with its text. */
export async function readReportText(
  ctx: Ctx,
  bureau: string,
  year: number,
  revision: number | null = null,
): Promise<ReportText> {
  return loadText(ctx, bureau, year, revision);
}

/**
 * The report as a section's page needs it. If the current revision has dropped the section, the last revision that had it
 * answers.
 */
export async function readSection(
  ctx: Ctx,
  bureau: string,
  year: number,
  slug: string,
  revision: number | null = null,
): Promise<ReportText & { position: number }> {
  const found =
    withPosition(await loadText(ctx, bureau, year, revision), slug) ??
    (revision === null ? withPosition(await loadText(ctx, bureau, year, null, slug), slug) : null);
  if (found) return found;
  const way = { href: reportPath(bureau, year, revision ?? undefined), label: reportWords.goReport };
  throw absent(reportWords.noSection, [way]);
}

function withPosition(text: ReportText, slug: string) {
  const position = text.sections.findIndex((section) => section.slug === slug);
  return position < 0 ? null : { ...text, position };
}

/** One revision with its text, in one journey. */
async function loadText(
  ctx: Ctx,
  bureau: string,
  year: number,
  revision: number | null,
  section: string | null = null,
): Promise<ReportText> {
  const [{ view }, sections] = await Promise.all([
    load(ctx, bureau, year, revision, section),
    selectSectionsAt(ctx.db, bureau, year, revision, section),
  ]);
  return { ...view, sections };
}

/** Every revision, newest first. */
export async function readRevisions(ctx: Ctx, bureau: string, year: number) {
  const { view, reportId } = await load(ctx, bureau, year, null);
  const rows = (await selectReportRevisions(ctx.db, reportId, MAX_REVISIONS)) as RevisionInfo[];
  return { ...view, revisions: rows.map((row) => ({ ...row, importNotes: publicNotes(row.importNotes) })) };
}

export interface Editions {
  view: ReportView;
  /** Oldest first; whether each has the section, if one is asked for. */
  editions: (Edition & { hasSection: boolean })[];
}

/** When each revision of a report came into force. Throws as `loadReport` does. */
export async function readEditions(ctx: Ctx, bureau: string, year: number, section: string | null): Promise<Editions> {
  const { view, reportId } = await load(ctx, bureau, year, null);
  const rows = await selectEditions(ctx.db, reportId, section, MAX_EDITIONS);
  return {
    view,
    editions: rows.map((row) => ({ ...row, hasSection: section === null || row.hasSection !== null })).toReversed(),
  };
}

/** Two revisions of one report, the earlier first. Throws not_found if they are one and the same. */
export async function readTwoRevisions(ctx: Ctx, bureau: string, year: number, from: number, to: number) {
  if (from === to) {
    const way = { href: revisionsPath(bureau, year), label: reportWords.goRevisions };
    await load(ctx, bureau, year, null);
    throw absent(reportWords.noDiff, [way]);
  }
  const before = await readReportText(ctx, bureau, year, from);
  const after = await readReportText(ctx, bureau, year, to);
  return { before, after };
}

/** The file of a revision as published. Throws not_found if the store has lost it. */
export async function openOriginal(ctx: Ctx, { bureau, year, revision }: ReportView) {
  const bytes = await loadOriginal(ctx, revision.fileSha256);
  if (!bytes)
    throw absent(reportWords.noOriginal, [{ href: reportPath(bureau.slug, year), label: reportWords.goReport }]);
  return bytes;
}

/** The bureau and its id, or a way on. */
export async function requireBureau(ctx: Ctx, slug: string) {
  const bureau = await selectBureau(ctx.db, slug);
  if (bureau) return bureau;
  const present = await selectPresentSlug(ctx.db, slug);
  if (present) throw new FormerSlug(slug, present.slug);
  throw absent(reportWords.noBureau(slug), []);
}

async function load(ctx: Ctx, bureau: string, year: number, revision: number | null, section: string | null = null) {
  const row = await selectReport(ctx.db, bureau, year, revision, section);
  if (!row) return explainAbsence(ctx, bureau, year);
  const { report } = row;
  if (report.status === "withdrawn") throw tombstone(row.bureau, report, row.revision?.title);
  if (!row.revision || row.revision.id === null) {
    const way = { href: revisionsPath(bureau, year), label: reportWords.goRevisions };
    throw absent(reportWords.noRevision(revision ?? 0, report.currentRevision), [way]);
  }
  const { id: revisionId, ...info } = row.revision;
  const [doubtfulFigures, doubtfulPacked] = doubtfulOf(row.doubtful);
  const view: ReportView = {
    bureau: row.bureau,
    year: report.year,
    currentRevision: report.currentRevision,
    firstPublishedAt: report.firstPublishedAt,
    updatedAt: report.updatedAt,
    previousYear: row.previousYear,
    nextYear: row.nextYear,
    recorded: row.recorded === null ? null : JSON.parse(row.recorded),
    promise: toStanding(row.promised === null ? undefined : JSON.parse(row.promised)),
    doubtfulFigures,
    doubtfulPacked,
    feedback: toCounts(report.feedbackCounts),
    editions: editionsOf(report, info, row),
    press: toPressUses(report.press),
    revision: { ...info, importNotes: publicNotes(info.importNotes) },
  };
  return { view, reportId: report.id, bureauId: report.bureauId, revisionId };
}

/** The first, the newest and the current revision, oldest first. */
function editionsOf(
  report: { currentRevision: number; firstPublishedAt: string },
  shown: Edition,
  { currentAt, between }: { currentAt: string | null; between: string | null },
): Edition[] {
  const middle = between === null ? [] : (JSON.parse(between) as [number, string][]).toReversed();
  const last: [number, string] = [report.currentRevision, currentAt ?? shown.publishedAt];
  const first: [number, string] = [1, report.firstPublishedAt];
  const all = report.currentRevision === 1 ? [last] : [first, ...middle, last];
  return all.map(([number, publishedAt]) => ({ number, publishedAt }));
}

const doubtfulOf = (kept: string | null): [number, string | null] | [null, null] =>
  kept === null ? [null, null] : JSON.parse(kept);

async function explainAbsence(ctx: Ctx, slug: string, year: number): Promise<never> {
  const bureau = await requireBureau(ctx, slug);
  const lines = await selectReportsOfBureau(ctx.db, slug, MAX_YEARS);
  const years = lines.map((line) => ({ href: reportPath(slug, line.year), label: reportWords.goYear(line.year) }));
  const toBureau = { href: bureauPath(slug), label: reportWords.goBureau(bureau.shortName) };
  const toForm = { href: newFeedbackPath({ bureau: slug }), label: reportWords.goSupervise(bureau.shortName) };
  throw absent(reportWords.noYear(bureau.shortName, year), [...years, toBureau, toForm]);
}

export function absent(message: string, ways: readonly WayOut[]) {
  const error = new AppError("not_found", message);
  error.ways = ways;
  return error;
}

interface WithdrawnReport {
  year: number;
  currentRevision: number;
  firstPublishedAt: string;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
}

function tombstone(bureau: BureauName, report: WithdrawnReport, title: string | undefined) {
  const name = title ?? `${bureau.name}${reportWords.reportOf(report.year)}报告`;
  const error = new AppError("gone", reportWords.withdrawn(`《${name}》`));
  error.facts = [
    ...(bureau.demo ? [[reportWords.demo, reportWords.demoAll] as const] : []),
    [reportWords.withdrawnAt, report.withdrawnAt ? chineseDay(report.withdrawnAt) : ""],
    [reportWords.withdrawnReason, report.withdrawnReason || reportWords.withdrawnNoReason],
    [reportWords.firstPublished, chineseDay(report.firstPublishedAt)],
    [reportWords.revisionsSoFar, reportWords.revisionsTotal(report.currentRevision)],
  ];
  error.ways = [{ href: bureauPath(bureau.slug), label: reportWords.goBureau(bureau.shortName) }];
  return error;
}
