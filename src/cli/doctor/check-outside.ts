import { documentsOf } from "../../search/indexing/index-documents.ts";
import type { IndexDocument } from "../../search/index-writer.ts";
import type { IndexReader } from "../../search/meilisearch/reader.ts";
import { sha256Hex } from "../../sha256.ts";
import type { Ailment, Archive, Outside } from "../../doctor/archive.ts";
import { isSound, loadStoredSections } from "./load-sections.ts";
import { queueAgain } from "./queue-again.ts";

interface StoredReport {
  id: number;
  bureau: string;
  year: number;
  status: string;
  waits: number;
}

interface Revision {
  id: number;
  report: number;
  bureau: number;
  year: number;
  number: number;
  current: number;
  title: string;
  textSha256: string;
}

/** The digests of a report's documents in the index, by id. */
type Held = Map<number, Map<number, string>>;

const A_PAGE = 1_000;
const WHERE = "库外索引";

/** The index holds every section of every report that is not withdrawn, as the tables have it, and nothing else. */
export async function checkOutside(archive: Archive, outside: Outside | null, now = new Date()): Promise<Ailment[]> {
  if (outside === null) return [];
  const { name, reader } = outside;
  if (reader === null) return [{ where: WHERE, what: "没有 MEILI_INDEX_KEY，没有查成" }];
  const [state] = await archive.query<{ built: string | null }>("SELECT built FROM search_index WHERE id = 1");
  if (state?.built !== name) return [{ where: WHERE, what: `${name} 没有建成，或者有改动没有跟上。${REBUILD}` }];
  const held = await readHeld(reader, name);
  if (held === null) return [{ where: WHERE, what: `服务器上没有 ${name}。${REBUILD}` }];
  const ailments: Ailment[] = [];
  for (const report of await loadReports(archive)) {
    const documents = held.get(report.id) ?? new Map<number, string>();
    held.delete(report.id);
    if (report.waits === 0) ailments.push(...(await checkReport(archive, report, documents, now)));
  }
  const unknown = [...held.values()].reduce((sum, documents) => sum + documents.size, 0);
  return unknown > 0
    ? [...ailments, { where: WHERE, what: `有 ${unknown} 节不属于任何一份报告。${REBUILD}` }]
    : ailments;
}

const REBUILD = "请重建：npm run reindex -- --engine meilisearch";

async function readHeld(reader: IndexReader, name: string): Promise<Held | null> {
  const held: Held = new Map();
  for (let from = 0; ; from += A_PAGE) {
    const page = await reader.list(name, from, A_PAGE);
    if (page === null) return null;
    for (const document of page) {
      const ofReport = held.get(document.report) ?? new Map<number, string>();
      held.set(document.report, ofReport.set(document.id, digest(document)));
    }
    if (page.length < A_PAGE) return held;
  }
}

const digest = ({ id, report, bureau, year, revision, current, standards, heading, text }: IndexDocument) =>
  sha256Hex(JSON.stringify([id, report, bureau, year, revision, current, standards, heading, text]));

/** `waits`: a change of it is on its way to the index, which may hold either state. */
const loadReports = (archive: Archive) =>
  archive.query<StoredReport>(
    `SELECT r.id, b.slug AS bureau, r.year, r.status, coalesce(i.done < i.wanted, 0) AS waits
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id LEFT JOIN search_indexing i ON i.report_id = r.id ORDER BY r.id`,
  );

async function checkReport(
  archive: Archive,
  report: StoredReport,
  held: ReadonlyMap<number, string>,
  now: Date,
): Promise<Ailment[]> {
  const { documents, sound } = await documentsIn(archive, report);
  const wanted = new Map(documents.map((document) => [document.id, digest(document)]));
  const missing = [...wanted.keys()].filter((id) => !held.has(id)).length;
  const stale = [...wanted].filter(([id, hash]) => held.has(id) && held.get(id) !== hash).length;
  const surplus = [...held.keys()].filter((id) => !wanted.has(id)).length;
  if (missing + stale + surplus === 0) return [];
  const isWithdrawn = report.status !== "published";
  const removable = surplus === 0 || isWithdrawn;
  const found = [
    ...(missing > 0 ? [`缺 ${missing} 节`] : []),
    ...(stale > 0 ? [`${stale} 节与正文不符`] : []),
    ...(surplus > 0 ? [`${surplus} 节不该在里面`] : []),
  ];
  return [
    {
      where: `${WHERE} ${report.bureau} ${report.year}`,
      what: `${found.join("，")}${removable ? "；补上是再排队编入一次" : `。${REBUILD}`}`,
      repair: sound && removable ? () => archive.write(queueAgain(report.id, now.toISOString())) : undefined,
    },
  ];
}

/** `sound`: the texts are those that were published. From others nothing may be derived. */
async function documentsIn(archive: Archive, { id, status }: StoredReport) {
  const documents: IndexDocument[] = [];
  let sound = true;
  if (status !== "published") return { documents, sound };
  const revisions = await archive.query<Revision>(
    `SELECT v.id, r.id AS report, r.bureau_id AS bureau, r.year, v.number, v.number = r.current_revision AS current,
       v.title, v.text_sha256 AS textSha256
     FROM revisions v JOIN reports r ON r.id = v.report_id WHERE r.id = ? ORDER BY v.number`,
    id,
  );
  for (const revision of revisions) {
    const sections = await loadStoredSections(archive, revision.id);
    sound &&= isSound(revision, sections);
    documents.push(...documentsOf({ ...revision, current: revision.current === 1, sections }));
  }
  return { documents, sound };
}
