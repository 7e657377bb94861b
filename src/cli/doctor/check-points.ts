import type { Ailment, Archive } from "../../doctor/archive.ts";
import { checkPointTables } from "../../doctor/check-points.ts";
import { readFigures } from "../../figures/reading/extract.ts";
import { INDICATOR_READER } from "../../indicators/indicator.ts";
import type { PointNote } from "../../indicators/point-note.ts";
import { type IndicatorPoint, readPoints } from "../../indicators/reading/points.ts";
import { isSound, loadStoredSections, type CheckedRevision } from "./load-sections.ts";

interface Report extends CheckedRevision {
  reportId: number;
  reader: number | null;
}

const COLUMNS = `indicator, year, value, up_to AS upTo, approximate, left_out AS leftOut, section, anchor, start, "end", text, label, note`;

/** The points kept of each report are those that its current text and its editorial notes make; what the tables say by themselves too. */
export async function checkPoints(archive: Archive): Promise<Ailment[]> {
  const reports = await archive.query<Report>(
    `SELECT r.id AS reportId, v.id AS revisionId, b.id AS bureauId, b.slug AS bureau, r.year, v.number, v.title,
       v.text_sha256 AS textSha256, i.reader
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id
     JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision
     LEFT JOIN indicator_reports i ON i.report_id = r.id ORDER BY r.id`,
  );
  const ailments: Ailment[] = [];
  for (const report of reports) {
    const sections = await loadStoredSections(archive, report.revisionId);
    const fault = await faultOf(archive, report, readFigures(sections));
    if (fault === null) continue;
    const readAgain = async () => {
      await archive.write([["UPDATE indicator_reports SET reader = 0 WHERE report_id = ?", report.reportId]]);
    };
    ailments.push({
      where: `${report.bureau} ${report.year} 的指标`,
      what: fault,
      repair: (report.reader ?? 0) > 0 && isSound(report, sections) ? readAgain : undefined,
    });
  }
  return [...ailments, ...(await checkPointTables(archive))];
}

async function faultOf(archive: Archive, report: Report, paragraphs: Parameters<typeof readPoints>[0]) {
  const { bureauId, year, number, reader } = report;
  if (reader === null || reader < INDICATOR_READER) return "还没有整理（定时任务会补上）";
  const notes = await archive.query<PointNote>(
    `SELECT id, act, indicator, year, section, anchor, start, text, label, reason, role, made_by AS madeBy, at
     FROM indicator_notes WHERE bureau_id = ? AND stated_in = ? AND ended_at IS NULL ORDER BY at`,
    bureauId,
    year,
  );
  const kept = await archive.query<IndicatorPoint & { revision: number }>(
    `SELECT revision, ${COLUMNS} FROM indicator_points WHERE bureau_id = ? AND stated_in = ? ORDER BY position`,
    bureauId,
    year,
  );
  const stated = readPoints(paragraphs, year, notes).map((point) => ({ ...point, revision: number }));
  return JSON.stringify(kept.map(toLine)) === JSON.stringify(stated.map(toLine))
    ? null
    : "整理的数字与正文和编者注不符，定时任务会重读";
}

const toLine = (point: IndicatorPoint & { revision: number }) => [
  point.revision,
  point.indicator,
  point.year,
  point.value,
  point.upTo,
  Boolean(point.approximate),
  point.leftOut,
  point.section,
  point.anchor,
  point.start,
  point.end,
  point.text,
  point.label,
  point.note,
];
