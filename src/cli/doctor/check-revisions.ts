import type { PublishedLeaf } from "../../ledger/leaf.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import type { RevisionFacts } from "../../reports/report.ts";
import { sha256Hex } from "../../sha256.ts";
import type { Ailment, Archive } from "../../doctor/archive.ts";
import { loadLeaves } from "../../doctor/check-ledger.ts";
import { loadStoredSections } from "./load-sections.ts";

interface RevisionRow extends RevisionFacts {
  id: number;
  bureau: string;
  slugs: string;
  year: number;
}

const REVISIONS = `SELECT v.id, b.slug AS bureau, r.year, v.number, v.title, v.note, v.published_at AS publishedAt,
    v.file_sha256 AS fileSha256, v.file_name AS fileName, v.file_type AS fileType, v.file_size AS fileSize,
    v.text_sha256 AS textSha256,
    (SELECT json_group_array(slug) FROM (SELECT b.slug UNION ALL SELECT slug FROM former_slugs WHERE bureau_id = b.id)) AS slugs
  FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id ORDER BY v.id`;

const nameOf = ({ bureau, year, number }: RevisionRow) => `${bureau} ${year} 第${number}版`;

/** Each revision's text, metadata and original against its ledger entry; entries without revision, files without either. */
export async function checkRevisions(archive: Archive): Promise<Ailment[]> {
  const rows = await archive.query<RevisionRow>(REVISIONS);
  const entries = new Map<string, PublishedLeaf>();
  for (const { leaf } of await loadLeaves(archive))
    if (leaf.kind === "publication" || leaf.kind === "correction")
      entries.set(`${leaf.bureau} ${leaf.year} ${leaf.revision}`, leaf);
  const ailments: Ailment[] = [];
  for (const row of rows) {
    const keys = (JSON.parse(row.slugs) as string[]).map((slug) => `${slug} ${row.year} ${row.number}`);
    const key = keys.find((candidate) => entries.has(candidate));
    const leaf = key === undefined ? undefined : entries.get(key);
    if (key !== undefined) entries.delete(key);
    for (const what of await faultsOf(archive, row, leaf)) ailments.push({ where: nameOf(row), what });
  }
  for (const key of entries.keys()) ailments.push({ where: key, what: "日志里有，数据库里没有这一版" });
  return [...ailments, ...(await checkRows(archive)), ...(await checkOrphans(archive, rows))];
}

async function faultsOf(archive: Archive, row: RevisionRow, leaf: PublishedLeaf | undefined): Promise<string[]> {
  const text = sha256Hex(revisionText(row.title, await loadStoredSections(archive, row.id)));
  const original = await archive.original(row.fileSha256);
  const faults = [
    text === row.textSha256 ? "" : "文字与登记的指纹不符：段落、标题或地址被改过",
    original === null ? "缺原件" : "",
    original && sha256Hex(original) !== row.fileSha256 ? "原件与指纹不符，被改过" : "",
  ];
  if (!leaf) return [...faults, "没有记入公示日志"].filter(Boolean);
  if (leaf.text !== text && text === row.textSha256) faults.push("文字与公示日志不符，指纹也被改过");
  const recorded = [leaf.title, leaf.note, leaf.at, ...Object.values(leaf.original)];
  const stored = [row.title, row.note, row.publishedAt];
  const { sha256, name, type, size } = leaf.original;
  const same =
    recorded.slice(0, 3).every((value, at) => value === stored[at]) &&
    sha256 === row.fileSha256 &&
    name === row.fileName &&
    type === row.fileType &&
    size === row.fileSize;
  return [...faults, same ? "" : "标题、说明、日期或原件信息与公示日志不符"].filter(Boolean);
}

/** Rows that belong to nothing, and reports whose current revision is not their last one. */
async function checkRows(archive: Archive): Promise<Ailment[]> {
  const [orphans] = await archive.query<{ n: number }>(
    "SELECT count(*) AS n FROM sections WHERE revision_id NOT IN (SELECT id FROM revisions)",
  );
  const turned = await archive.query<{ bureau: string; year: number; current: number; last: number | null }>(
    `SELECT b.slug AS bureau, r.year, r.current_revision AS current, max(v.number) AS last
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id LEFT JOIN revisions v ON v.report_id = r.id
     GROUP BY r.id HAVING last IS NOT current`,
  );
  return [
    ...(orphans?.n ? [{ where: "章节", what: `有 ${orphans.n} 节不属于任何一版` }] : []),
    ...turned.map(({ bureau, year, current, last }) => ({
      where: `${bureau} ${year}`,
      what: `登记的现行版是第${current}版，最后一版是${last === null ? "没有" : `第${last}版`}`,
    })),
  ];
}

async function checkOrphans(archive: Archive, rows: readonly RevisionRow[]): Promise<Ailment[]> {
  const used = new Set(rows.map(({ fileSha256 }) => fileSha256));
  const kept = await archive.originals();
  return kept
    .filter((sha256) => !used.has(sha256))
    .map((sha256) => ({ where: `原件 ${sha256}`, what: "没有哪一版用到它（发布中断所留，或修订记录缺失）" }));
}
