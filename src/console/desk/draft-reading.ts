import type { Preview } from "../../drafts/preview.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import type { DeskLink, ReportPageContext } from "../../reports/formats/reading.ts";
import { draftEditPath } from "../../console-paths.ts";
import { draftWords } from "./publish-words.ts";

/** The draft as the report's own components read a revision, with a way to the correction of each heading and paragraph. */
export function toReading({
  preview,
  today,
  origin,
}: {
  preview: Preview;
  today: string;
  origin: string;
}): ReportPageContext {
  const { draft, parsed, plan, sections, year } = preview;
  const name = plan?.bureauName ?? parsed.bureau ?? draftWords.unknown;
  return {
    view: {
      bureau: { slug: plan?.bureau ?? "", name, shortName: parsed.shortName ?? name, demo: false },
      year: year ?? 0,
      currentRevision: plan?.number ?? 1,
      firstPublishedAt: draft.createdAt,
      updatedAt: draft.updatedAt,
      previousYear: null,
      nextYear: null,
      recorded: null,
      promise: undefined,
      doubtfulFigures: null,
      doubtfulPacked: null,
      feedback: new Map(),
      press: [],
      revision: {
        number: plan?.number ?? 1,
        title: parsed.title,
        note: draft.note,
        publishedAt: draft.updatedAt,
        fileSha256: draft.fileSha256,
        fileName: draft.fileName,
        fileType: "",
        fileSize: draft.fileSize,
        textSha256: "",
        encoding: parsed.encoding,
        importNotes: parsed.notes,
        sectionCount: sections.length,
        paragraphCount: 0,
        characterCount: 0,
      },
      sections,
    },
    origin,
    today,
    frozen: false,
    desk: deskLinks(preview),
  };
}

/** Sections and paragraphs come in the same order, corrected and composed. */
function deskLinks({ draft, edited, sections }: Preview): NonNullable<ReportPageContext["desk"]> {
  const links = { sections: new Map<string, DeskLink>(), paragraphs: new Map<string, DeskLink>() };
  const hrefOf = (at: string) => (draft.state === "open" ? draftEditPath(draft.id, at) : null);
  let number = 0;
  for (const [index, { slug, heading, depth, standard, blocks }] of sections.entries()) {
    const from = edited[index];
    if (!from) continue;
    const hint = [draftWords.level(depth), standard === null ? "" : (standardSection(standard)?.name ?? standard)];
    const label = draftWords.correctHeading(heading);
    links.sections.set(slug, {
      id: linkId(from.id),
      href: hrefOf(from.id),
      label,
      hint: hint.filter(Boolean).join("　"),
    });
    for (const [position, { anchor, kind }] of blocks.entries()) {
      number += 1;
      const id = from.pieces[position]?.id ?? "";
      const label = kind === "table" ? draftWords.correctTable(number) : draftWords.correctParagraph(number);
      links.paragraphs.set(anchor, { id: linkId(id), href: hrefOf(id), label, hint: "" });
    }
  }
  return links;
}

/** The address that a correction of this heading or paragraph leads back to. */
export const linkId = (id: string) => `at-${id}`;
