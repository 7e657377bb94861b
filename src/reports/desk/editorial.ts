import type { ImportNote, ParsedReport, ParsedSection } from "../../ingest/document.ts";
import { type Edit, type EditedSection, InapplicableEdit } from "./edit.ts";
import { steps } from "./editorial-steps.ts";

export type EditResult =
  | { ok: true; sections: EditedSection[]; notes: ImportNote[] }
  /** `index`: which of the edits, from 0. */
  | { ok: false; index: number; message: string };

/**
 * Applies corrections in their order. No character of the text changes, except white space between paragraphs that are joined.
 * Decision 0063.
 */
export function applyEdits(parsed: ParsedReport, edits: readonly Edit[]): EditResult {
  const sections = withIds(parsed.sections);
  const notes: ImportNote[] = [];
  for (const [index, edit] of edits.entries()) {
    try {
      const { message, text } = steps[edit.op](sections, edit as never);
      notes.push({ code: "editorial", level: "info", message: `人工调整：${message}`, text, line: 0 });
    } catch (error) {
      if (!(error instanceof InapplicableEdit)) throw error;
      return { ok: false, index, message: error.message };
    }
  }
  return { ok: true, sections, notes };
}

function withIds(sections: readonly ParsedSection[]): EditedSection[] {
  let count = 0;
  return sections.map(({ blocks, ...section }, index) => ({
    ...section,
    id: `h${index + 1}`,
    pieces: blocks.map((block) => {
      count += 1;
      return { id: `p${count}`, block };
    }),
  }));
}

export const toParsedSections = (sections: readonly EditedSection[]): ParsedSection[] =>
  sections.map(({ heading, numeral, title, depth, standard, implicit, pieces }) => ({
    heading,
    numeral,
    title,
    depth,
    standard,
    implicit,
    blocks: pieces.map(({ block }) => block),
  }));
