import { toIndexRows } from "../../../src/search/fts5/index-rows.ts";
import { query } from "../models/storage.ts";
import { type Inquiry, loadRevisions, loadSections } from "./stored.ts";

const INDEXES = ["sections", "history"] as const;

/** The index holds what the tables say and nothing else, to the last term and place. */
export async function checkIndex(inquiry: Inquiry) {
  const expected = { sections: [] as string[], history: [] as string[] };
  const chars = { sections: [] as string[], history: [] as string[] };
  for (const revision of await loadRevisions(inquiry)) {
    if (revision.status === "withdrawn") continue;
    const index = revision.number === revision.currentRevision ? "sections" : "history";
    const sections = await loadSections(inquiry, revision.id);
    for (const [at, row] of toIndexRows(sections, revision.year).entries()) {
      const id = sections[at]?.id ?? 0;
      expected[index].push(...places(id, `_b${revision.bureauId} ${row.body}`));
      chars[index].push(
        ...new Set(places(id, `_b${revision.bureauId} ${row.chars}`).map((place) => place.replace(/ \d+$/, ""))),
      );
    }
  }
  for (const index of INDEXES) {
    await compare(inquiry, `${index}_fts`, expected[index], "term || ' ' || doc || ' ' || \"offset\"");
    await compare(inquiry, `${index}_chars`, chars[index], "term || ' ' || doc");
  }
  await checkOutlines(inquiry);
}

/** `term document place` of every term. */
const places = (id: number, body: string) =>
  body
    .split(" ")
    .filter(Boolean)
    .map((term, at) => `${term} ${id} ${at}`);

async function compare({ storage, wrong }: Inquiry, table: string, expected: readonly string[], place: string) {
  await storage.db
    .prepare(`CREATE VIRTUAL TABLE IF NOT EXISTS ${table}_seen USING fts5vocab(${table}, instance)`)
    .run();
  const rows = await query<{ place: string }>(storage, `SELECT ${place} AS place FROM ${table}_seen`);
  const [stored, wanted] = [new Set(rows.map((row) => row.place)), new Set(expected)];
  const missing = [...wanted].filter((each) => !stored.has(each));
  const stray = [...stored].filter((each) => !wanted.has(each));
  if (missing.length + stray.length > 0)
    wrong(
      `${table} lacks ${missing.length} places (${missing[0] ?? "-"}) and has ${stray.length} too many (${stray[0] ?? "-"})`,
    );
}

async function checkOutlines({ storage, wrong }: Inquiry) {
  const rows = await query<{ id: number }>(
    storage,
    `SELECT v.id FROM revisions v JOIN reports r ON r.id = v.report_id LEFT JOIN search_outlines o ON o.revision_id = v.id
     WHERE (r.status = 'published') <> (o.revision_id IS NOT NULL)`,
  );
  for (const { id } of rows) wrong(`revision ${id} has an outline in the index and should not, or none and should`);
  const [catalog] = await query<{ kept: string; now: string }>(
    storage,
    `SELECT bureaus AS kept, (SELECT json_group_array(json_array(id, slug, name, short_name, json(aliases), json_object('region', region, 'sector', sector))) FROM bureaus) AS now
     FROM search_catalog WHERE id = 1`,
  );
  if (catalog?.kept !== catalog?.now) wrong("the catalog of the search names other bureaus than there are");
}
