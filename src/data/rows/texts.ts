import type { Ctx } from "../../ctx.ts";
import { unpack } from "../../figures/pack.ts";
import { originalPath, paragraphPath, reportPath, sectionPath } from "../../paths.ts";
import type { Paragraph } from "../../reports/report.ts";
import type { Row } from "../tables.ts";
import type { Piece } from "../piece.ts";
import { type DumpedRevision, selectFiguresOf, selectRevisionRows, selectSectionsOf } from "./rows-store.ts";

/** A piece ends before it would be larger than this, unless it is one revision. */
const MOST_REVISIONS = 100;
const MOST_SECTIONS = 1500;
const MOST_CHARACTERS = 1_500_000;

const EMPTY = (["revisions", "sections", "paragraphs", "figures"] as const).map((table) => ({
  table,
  rows: [],
  covers: [],
}));

/** The next revisions of published reports with all that stands in them. */
export async function readTexts({ db }: Pick<Ctx, "db">, [after = 0]: readonly (string | number)[]): Promise<Piece> {
  const listed = await selectRevisionRows(db, Number(after), MOST_REVISIONS);
  const taken = asMuchAsFits(listed);
  const last = taken.at(-1);
  if (!last) return { files: after === 0 ? EMPTY : [], after: [], done: true };
  const shown = taken.filter(({ status }) => status === "published");
  const ids = shown.map(({ id }) => id);
  const [sections, figures] = await Promise.all([selectSectionsOf(db, ids), selectFiguresOf(db, ids)]);
  const bySection = Map.groupBy(sections, ({ revisionId }) => revisionId);
  const byFigures = new Map(figures.map(({ revisionId, packed }) => [revisionId, packed]));
  const covers = [...new Set(shown.map(({ reportId }) => reportId))];
  const file = (table: Piece["files"][number]["table"], rows: Row[]) => ({ table, rows, covers });
  return {
    files: [
      file("revisions", shown.map(toRevision)),
      file(
        "sections",
        shown.flatMap((of) => sectionRows(of, bySection.get(of.id) ?? [])),
      ),
      file(
        "paragraphs",
        shown.flatMap((of) => paragraphRows(of, bySection.get(of.id) ?? [])),
      ),
      file(
        "figures",
        shown.flatMap((of) => figureRows(of, byFigures.get(of.id) ?? null)),
      ),
    ],
    after: [last.id],
    done: false,
  };
}

function asMuchAsFits(listed: readonly DumpedRevision[]): DumpedRevision[] {
  const taken: DumpedRevision[] = [];
  let [sections, characters] = [0, 0];
  for (const revision of listed) {
    if (revision.status === "published") {
      sections += revision.sectionCount;
      characters += revision.characterCount;
    }
    if (taken.length > 0 && (sections > MOST_SECTIONS || characters > MOST_CHARACTERS)) break;
    taken.push(revision);
  }
  return taken;
}

type Stored = Awaited<ReturnType<typeof selectSectionsOf>>[number];

const placeOf = ({ bureau, year, number }: DumpedRevision) => ({ bureau, year, revision: number });

function toRevision(of: DumpedRevision): Row {
  const { index = null, text = null } = JSON.parse(of.recorded ?? "{}") as { index?: number; text?: string };
  return {
    ...placeOf(of),
    title: of.title,
    note: of.note,
    published_at: of.publishedAt,
    file_name: of.fileName,
    file_type: of.fileType,
    file_size: of.fileSize,
    file_sha256: of.fileSha256,
    ledger_index: index,
    text_sha256: text,
    path: reportPath(of.bureau, of.year, of.number),
    original_path: originalPath(of.bureau, of.year, of.number),
  };
}

const sectionRows = (of: DumpedRevision, sections: readonly Stored[]): Row[] =>
  sections.map(({ position, slug, parent, depth, numeral, heading, title, standard }) => ({
    ...placeOf(of),
    position,
    section: slug,
    parent: parent === null ? null : (sections[parent]?.slug ?? null),
    depth,
    numeral,
    heading,
    title,
    standard_section: standard,
    path: sectionPath(of.bureau, of.year, slug, of.number),
  }));

const paragraphRows = (of: DumpedRevision, sections: readonly Stored[]): Row[] =>
  sections.flatMap(({ slug, blocks }) =>
    blocks.map((block, position) => ({
      ...placeOf(of),
      section: slug,
      position,
      anchor: block.anchor,
      former_anchors: block.was ?? [],
      ...wordsOf(block),
      path: paragraphPath(of.bureau, of.year, slug, block.anchor, of.number),
    })),
  );

function wordsOf(block: Paragraph): Row {
  const { kind } = block;
  if (block.kind === "table")
    return { kind, marker: null, text: block.caption, header_rows: block.header, cells: block.rows };
  return {
    kind,
    marker: block.kind === "item" ? block.marker : null,
    text: block.text,
    header_rows: null,
    cells: null,
  };
}

const figureRows = (of: DumpedRevision, packed: string | null): Row[] =>
  (packed === null ? [] : (unpack(packed)?.sections ?? [])).flatMap(({ section, list }) =>
    list.map(({ anchor, start, end, text, value, upTo, unit, approximate, role, label, noun }) => ({
      ...placeOf(of),
      section,
      anchor,
      start,
      end,
      text,
      value,
      up_to: upTo,
      unit,
      approximate,
      role,
      label,
      noun,
      path: paragraphPath(of.bureau, of.year, section, anchor, of.number),
    })),
  );
