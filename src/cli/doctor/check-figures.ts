import { composeFigures, FIGURE_READER, type KeptFigures } from "../../figures/kept.ts";
import { pack, unpack } from "../../figures/pack.ts";
import type { Ailment, Archive, Write } from "../../doctor/archive.ts";
import { isSound, loadStoredSections } from "./load-sections.ts";

interface Revision {
  revisionId: number;
  bureau: string;
  year: number;
  number: number;
  title: string;
  textSha256: string;
}

interface Row {
  reader: number;
  toCheck: number | null;
  packed: string | null;
}

/** The figures kept of each revision are those that its text states. */
export async function checkKeptFigures(archive: Archive): Promise<Ailment[]> {
  const revisions = await archive.query<Revision>(
    `SELECT v.id AS revisionId, b.slug AS bureau, r.year, v.number, v.title, v.text_sha256 AS textSha256
     FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id ORDER BY v.id`,
  );
  const ailments: Ailment[] = [];
  for (const revision of revisions) {
    const { revisionId, bureau, year, number } = revision;
    const sections = await loadStoredSections(archive, revisionId);
    const stated = composeFigures(sections);
    const fault = faultOf(await loadRow(archive, revisionId), stated);
    if (fault !== null)
      ailments.push({
        where: `${bureau} ${year} 第${number}版`,
        what: fault,
        repair: isSound(revision, sections) ? () => archive.write([replace(revisionId, stated)]) : undefined,
      });
  }
  return [...ailments, ...(await checkOrphans(archive))];
}

async function loadRow(archive: Archive, revisionId: number): Promise<Row | undefined> {
  const [row] = await archive.query<Row>(
    "SELECT reader, to_check AS toCheck, packed FROM revision_figures WHERE revision_id = ?",
    revisionId,
  );
  return row;
}

function faultOf(row: Row | undefined, stated: KeptFigures): string | null {
  if (!row || row.reader < FIGURE_READER) return "数字还没有整理（定时任务会补上；加 --repair 立刻补）";
  const kept = unpack(row.packed ?? "");
  const same = kept !== null && pack(kept) === pack(stated) && row.toCheck === stated.doubts.length;
  return same ? null : "整理的数字与正文不符";
}

const replace = (id: number, kept: KeptFigures): Write => [
  "INSERT OR REPLACE INTO revision_figures (revision_id, reader, to_check, packed) VALUES (?, ?, ?, ?)",
  id,
  FIGURE_READER,
  kept.doubts.length,
  pack(kept),
];

async function checkOrphans(archive: Archive): Promise<Ailment[]> {
  const orphans = "FROM revision_figures WHERE revision_id NOT IN (SELECT id FROM revisions)";
  const [found] = await archive.query<{ n: number }>(`SELECT count(*) AS n ${orphans}`);
  if (!found?.n) return [];
  const remove = async () => void (await archive.query(`DELETE ${orphans}`));
  return [{ where: "数字", what: `有 ${found.n} 行不属于任何一版`, repair: remove }];
}
