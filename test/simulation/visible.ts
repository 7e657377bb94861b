import type { Section } from "../../src/reports/report.ts";
import { indexedBlockText, foldSection } from "../../src/search/text/section-text.ts";
import { query, type Storage } from "./models/storage.ts";

/** A section that everybody may read now. */
export interface VisibleSection {
  /** bureau/year/revision/section, as an answer of the search names it. */
  key: string;
  year: number;
  current: boolean;
  /** The folded text in which a search looks. */
  folded: string;
  /** Runs of characters as somebody would copy them. */
  printed: string[];
}

export interface Visible {
  /** Grows with each change of what can be read. */
  version: number;
  sections: VisibleSection[];
}

interface Row {
  id: number;
  slug: string;
  heading: string;
  blocks: string;
  number: number;
  year: number;
  bureau: string;
  current: number;
}

type Text = Pick<VisibleSection, "folded" | "printed">;
const texts = new WeakMap<Storage, Map<number, Text>>();

/** What can be read at this moment, past every port. */
export async function readVisible(storage: Storage): Promise<Visible> {
  const [state] = await query<{ version: number }>(storage, "SELECT version FROM archive_state");
  const rows = await query<Row>(
    storage,
    `SELECT s.id, s.slug, s.heading, s.blocks, v.number, r.year, b.slug AS bureau, r.current_revision = v.number AS current
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id JOIN revisions v ON v.report_id = r.id
       JOIN sections s ON s.revision_id = v.id
     WHERE r.status = 'published' ORDER BY s.id`,
  );
  const known = texts.get(storage) ?? new Map<number, Text>();
  texts.set(storage, known);
  const sections = rows.map((row) => {
    const text = known.get(row.id) ?? textOf(row);
    known.set(row.id, text);
    const { bureau, year, number, slug, current } = row;
    return { key: `${bureau}/${year}/${number}/${slug}`, year, current: current === 1, ...text };
  });
  return { version: state?.version ?? 0, sections };
}

function textOf({ heading, blocks }: Row): Text {
  const parsed = JSON.parse(blocks) as Section["blocks"];
  const printed = [heading, ...parsed.map(indexedBlockText)].flatMap(
    (text) => text.match(/[\p{Script=Han}\d]{2,}/gu) ?? [],
  );
  return { folded: foldSection(heading, parsed).text, printed };
}
