import type { Section } from "../../reports/report.ts";
import type { Figure } from "../figure.ts";
import { toFigure } from "./label.ts";
import { figuresText } from "./printed-text.ts";
import { scanFigures } from "./scan.ts";
import type { FigureParagraph } from "./figure-paragraph.ts";
import { outlooksOf } from "./sentences.ts";
import { readGrid } from "./table-figures.ts";

/** Every paragraph that states a figure, in the order of the report; signatures are none. Decision 0073. */
export function readFigures(sections: readonly Section[]): FigureParagraph[] {
  const outlooks = outlooksOf(sections);
  return sections.flatMap((section, at) =>
    section.blocks.flatMap((block, place): FigureParagraph[] => {
      if (block.kind === "signature") return [];
      const where = { section: section.slug, anchor: block.anchor };
      const text = figuresText(block);
      const grid = block.kind === "table" ? readGrid(block, where) : null;
      const figures = grid
        ? grid.rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null))
        : scanFigures(text).map((scanned) => toFigure(scanned, text, where));
      return figures.length > 0
        ? [
            {
              section,
              above: above(sections, at),
              anchor: block.anchor,
              leadIn: leadInOf(section, place),
              text,
              figures,
              grid,
              outlook: outlooks[at] ?? false,
            },
          ]
        : [];
    }),
  );
}

/** Every stated figure of a report, in order. */
export const extractFigures = (sections: readonly Section[]): Figure[] =>
  readFigures(sections).flatMap(({ figures }) => figures);

function above(sections: readonly Section[], at: number): Section[] {
  const parent = sections[at]?.parent ?? null;
  const next = parent === null || parent >= at ? undefined : sections[parent];
  return parent === null || !next ? [] : [next, ...above(sections, parent)];
}

/** So many items may stand between the words that lead up to a list and one of them. */
const FAR = 8;
const LEADS_UP = /[：:]\s*$/u;

function leadInOf({ blocks }: Section, place: number): string {
  for (let at = place - 1; at >= Math.max(0, place - FAR); at -= 1) {
    const block = blocks[at];
    if (block && block.kind !== "table" && LEADS_UP.test(block.text)) return block.text;
  }
  return "";
}
