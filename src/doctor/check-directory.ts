import { BUREAU_TRAITS } from "../reports/traits.ts";
import type { Ailment, Archive } from "./archive.ts";

/** A bureau's entry in the directory, from the tables. */
const ENTRY = `json_patch(json_object('slug', b.slug, 'name', b.name, 'shortName', b.short_name, 'demo', b.demo, 'reports', json((
  SELECT json_group_object(CAST(r.year AS TEXT),
    json_array(iif(r.status = 'withdrawn', -1, 1) * r.current_revision, v.id, v.section_count))
  FROM reports r JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision WHERE r.bureau_id = b.id))),
  json_object(${BUREAU_TRAITS.map((trait) => `'${trait}', b.${trait}`).join(", ")}))`;
/** Entries taken apart, because the order of years is that of publication. */
const LINES = (entry: string) => `SELECT e.bureau, part.fullkey, part.atom FROM (${entry}) e, json_tree(e.entry) part
  WHERE part.type NOT IN ('object', 'array')`;
const KEPT = LINES(
  "SELECT CAST(kept.key AS INTEGER) AS bureau, kept.value AS entry FROM bureau_directory, json_each(bureaus) kept",
);
const REAL = LINES(`SELECT b.id AS bureau, ${ENTRY} AS entry FROM bureaus b`);

/** The directory that triggers keep is that of the tables. */
export async function checkDirectory(archive: Archive): Promise<Ailment[]> {
  const blocks = await archive.query<{ block: number }>(
    `SELECT DISTINCT bureau / 50 AS block FROM (
       SELECT bureau FROM (${KEPT} EXCEPT ${REAL}) UNION SELECT bureau FROM (${REAL} EXCEPT ${KEPT})) ORDER BY block`,
  );
  return blocks.map(({ block }) => ({
    where: `单位总表第 ${block + 1} 段`,
    what: "与数据表不符，可以重做",
    repair: async () =>
      void (await archive.query(
        `INSERT OR REPLACE INTO bureau_directory (block, bureaus)
         SELECT ?1, json_group_object(CAST(b.id AS TEXT), ${ENTRY}) FROM bureaus b WHERE b.id BETWEEN ?1 * 50 AND ?1 * 50 + 49`,
        block,
      )),
  }));
}
