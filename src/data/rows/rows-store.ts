import { and, asc, eq, gt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { feedback, feedbackReplies } from "../../feedback/schema.ts";
import { revisionFigures } from "../../figures/schema.ts";
import { indicatorNotes, indicatorPoints } from "../../indicators/schema.ts";
import { ledgerEntries } from "../../ledger/schema.ts";
import { bureaus, formerSlugs, reports, revisions, sections } from "../../reports/schema.ts";

/** Each of these reads by a key, from a place on, so many rows and no more. */

export const selectBureaus = (db: Database, after: number, limit: number) =>
  db.select().from(bureaus).where(gt(bureaus.id, after)).orderBy(asc(bureaus.id)).limit(limit).all();

export const selectReports = (db: Database, after: number, limit: number) =>
  db
    .select({
      id: reports.id,
      bureau: bureaus.slug,
      year: reports.year,
      currentRevision: reports.currentRevision,
      status: reports.status,
      title: revisions.title,
      firstPublishedAt: reports.firstPublishedAt,
      updatedAt: reports.updatedAt,
    })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .where(gt(reports.id, after))
    .orderBy(asc(reports.id))
    .limit(limit)
    .all();

const record = sql`json_object('index', ${ledgerEntries.position}, 'text', ${ledgerEntries.data} ->> 'text')`;
const isRecord = sql`${ledgerEntries.year} = ${reports.year} AND ${ledgerEntries.revision} = ${revisions.number}
  AND ${ledgerEntries.kind} IN ('publication', 'correction')`;

/** The position of the revision in the ledger, under the bureau's slug or a former one. */
const recorded = sql<string | null>`coalesce(
  (SELECT ${record} FROM ${ledgerEntries} WHERE ${ledgerEntries.bureau} = ${bureaus.slug} AND ${isRecord}),
  (SELECT ${record} FROM ${formerSlugs} JOIN ${ledgerEntries} ON ${ledgerEntries.bureau} = ${formerSlugs.slug} AND ${isRecord}
    WHERE ${formerSlugs.bureauId} = ${bureaus.id}))`;

export const selectRevisionRows = (db: Database, after: number, limit: number) =>
  db
    .select({
      id: revisions.id,
      reportId: reports.id,
      status: reports.status,
      bureau: bureaus.slug,
      year: reports.year,
      number: revisions.number,
      title: revisions.title,
      note: revisions.note,
      publishedAt: revisions.publishedAt,
      fileName: revisions.fileName,
      fileType: revisions.fileType,
      fileSize: revisions.fileSize,
      fileSha256: revisions.fileSha256,
      sectionCount: revisions.sectionCount,
      characterCount: revisions.characterCount,
      recorded,
    })
    .from(revisions)
    .innerJoin(reports, eq(reports.id, revisions.reportId))
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(gt(revisions.id, after))
    .orderBy(asc(revisions.id))
    .limit(limit)
    .all();

export type DumpedRevision = Awaited<ReturnType<typeof selectRevisionRows>>[number];

export const selectSectionsOf = (db: Database, revisionIds: readonly number[]) =>
  db
    .select()
    .from(sections)
    .where(isOneOf(sections.revisionId, revisionIds))
    .orderBy(asc(sections.revisionId), asc(sections.position))
    .all();

export const selectFiguresOf = (db: Database, revisionIds: readonly number[]) =>
  db
    .select({ revisionId: revisionFigures.revisionId, packed: revisionFigures.packed })
    .from(revisionFigures)
    .where(isOneOf(revisionFigures.revisionId, revisionIds))
    .all();

/** Points after a report, by bureau and the year that states them. */
export const selectIndicators = (db: Database, bureauId: number, statedIn: number, limit: number) =>
  db
    .select({
      bureauId: indicatorPoints.bureauId,
      statedIn: indicatorPoints.statedIn,
      position: indicatorPoints.position,
      indicator: indicatorPoints.indicator,
      revision: indicatorPoints.revision,
      year: indicatorPoints.year,
      value: indicatorPoints.value,
      upTo: indicatorPoints.upTo,
      approximate: indicatorPoints.approximate,
      leftOut: indicatorPoints.leftOut,
      section: indicatorPoints.section,
      anchor: indicatorPoints.anchor,
      text: indicatorPoints.text,
      label: indicatorPoints.label,
      hidden: indicatorPoints.hidden,
      note: indicatorNotes.reason,
      bureau: bureaus.slug,
      reportId: reports.id,
      status: reports.status,
    })
    .from(indicatorPoints)
    .innerJoin(bureaus, eq(bureaus.id, indicatorPoints.bureauId))
    .innerJoin(reports, and(eq(reports.bureauId, bureaus.id), eq(reports.year, indicatorPoints.statedIn)))
    .leftJoin(indicatorNotes, eq(indicatorNotes.id, indicatorPoints.note))
    .where(sql`(${indicatorPoints.bureauId}, ${indicatorPoints.statedIn}) > (${bureauId}, ${statedIn})`)
    .orderBy(asc(indicatorPoints.bureauId), asc(indicatorPoints.statedIn), asc(indicatorPoints.position))
    .limit(limit)
    .all();

const aboutBureaus = alias(bureaus, "about_bureaus");

/** The public parts of feedback: the public texts, never those that its author wrote. */
export const selectFeedback = (db: Database, publishedAt: string, id: number, limit: number) =>
  db
    .select({
      id: feedback.id,
      kind: feedback.kind,
      status: feedback.status,
      title: feedback.publicTitle,
      text: feedback.publicText,
      bureau: bureaus.slug,
      aboutBureau: aboutBureaus.slug,
      year: reports.year,
      revision: feedback.revision,
      section: feedback.section,
      anchor: feedback.anchor,
      submittedAt: feedback.submittedAt,
      publishedAt: sql<string>`${feedback.publishedAt}`,
      due: feedback.due,
      answeredAt: feedback.answeredAt,
      correctionRevision: feedback.correctionRevision,
      replies: sql<string>`(SELECT coalesce(json_group_array(json_object('text', ${feedbackReplies.publicText}, 'at', ${feedbackReplies.decidedAt})), '[]')
          FROM ${feedbackReplies} WHERE ${feedbackReplies.feedbackId} = ${feedback.id}
            AND ${feedbackReplies.state} = 'approved' AND ${feedbackReplies.publicText} IS NOT NULL)`,
    })
    .from(feedback)
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .leftJoin(aboutBureaus, eq(aboutBureaus.id, feedback.aboutBureauId))
    .leftJoin(reports, eq(reports.id, feedback.reportId))
    .where(
      and(
        sql`${feedback.publication} = 'published'`,
        eq(feedback.confidential, false),
        sql`(${feedback.publishedAt}, ${feedback.id}) > (${publishedAt}, ${id})`,
      ),
    )
    .orderBy(asc(feedback.publishedAt), asc(feedback.id))
    .limit(limit)
    .all();

export const selectLedger = (db: Database, after: number, before: number, limit: number) =>
  db
    .select()
    .from(ledgerEntries)
    .where(and(gt(ledgerEntries.position, after), sql`${ledgerEntries.position} < ${before}`))
    .orderBy(asc(ledgerEntries.position))
    .limit(limit)
    .all();
