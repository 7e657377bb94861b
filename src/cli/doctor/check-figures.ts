import { composeFigures, countKept, FIGURE_READER, type KeptFigures, type SectionFigures } from "../../figures/kept.ts";
import type { Ailment, Archive, Write } from "./archive.ts";
import { isSound, loadSections } from "./load-sections.ts";

interface Row {
  revisionId: number;
  bureau: string;
  year: number;
  number: number;
  title: string;
  textSha256: string;
  reader: number | null;
  doubts: string | null;
}

/** The figures kept of each revision are those that its text states. */
export async function checkFigures(archive: Archive): Promise<Ailment[]> {
  const rows = await archive.query<Row>(
    `SELECT v.id AS revisionId, b.slug AS bureau, r.year, v.number, v.title, v.text_sha256 AS textSha256, c.reader, c.doubts
     FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id
       LEFT JOIN figure_checks c ON c.revision_id = v.id ORDER BY v.id`,
  );
  const ailments: Ailment[] = [];
  for (const row of rows) {
    const sections = await loadSections(archive, row.revisionId);
    const stated = composeFigures(sections);
    const fault = faultOf(row, await loadKept(archive, row), stated);
    if (fault !== null)
      ailments.push({
        where: `${row.bureau} ${row.year} 第${row.number}版`,
        what: fault,
        repair: isSound(row, sections) ? () => archive.write(replace(row.revisionId, stated)) : undefined,
      });
  }
  return [...ailments, ...(await checkOrphans(archive))];
}

async function loadKept(archive: Archive, { revisionId, doubts }: Row): Promise<KeptFigures> {
  const rows = await archive.query<Omit<SectionFigures, "list"> & { list: string }>(
    "SELECT position, section, heading, list FROM figures WHERE revision_id = ? ORDER BY position",
    revisionId,
  );
  const sections = rows.map((each) => ({ ...each, list: JSON.parse(each.list) as SectionFigures["list"] }));
  return { sections, doubts: JSON.parse(doubts ?? "[]") as KeptFigures["doubts"] };
}

function faultOf({ reader }: Row, kept: KeptFigures, stated: KeptFigures): string | null {
  if (reader === null || reader < FIGURE_READER) return "数字还没有整理";
  return JSON.stringify(kept) === JSON.stringify(stated) ? null : "整理的数字与正文不符";
}

const replace = (id: number, kept: KeptFigures): Write[] => [
  ["DELETE FROM figures WHERE revision_id = ?", id],
  ...kept.sections.map(({ position, section, heading, list }): Write => [
    "INSERT INTO figures (revision_id, position, section, heading, list) VALUES (?, ?, ?, ?, ?)",
    id,
    position,
    section,
    heading,
    JSON.stringify(list),
  ]),
  [
    "INSERT OR REPLACE INTO figure_checks (revision_id, reader, figures, doubts) VALUES (?, ?, ?, ?)",
    id,
    FIGURE_READER,
    countKept(kept),
    JSON.stringify(kept.doubts),
  ],
];

async function checkOrphans(archive: Archive): Promise<Ailment[]> {
  const [found] = await archive.query<{ n: number }>(
    "SELECT count(*) AS n FROM figures WHERE revision_id NOT IN (SELECT id FROM revisions)",
  );
  if (!found?.n) return [];
  const remove = () => archive.query("DELETE FROM figures WHERE revision_id NOT IN (SELECT id FROM revisions)");
  return [{ where: "数字", what: `有 ${found.n} 节不属于任何一版`, repair: async () => void (await remove()) }];
}
