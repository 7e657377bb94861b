import type { Figure } from "../figure.ts";
import type { FigureParagraph } from "./extract.ts";

/** The figures of one sentence (up to 。；！？ or a line break) that is not of a table. */
export interface FigureSentence {
  text: string;
  /** Offset of `text` in the paragraph. */
  start: number;
  figures: Figure[];
  paragraph: FigureParagraph;
}

export function sentencesOf(paragraph: FigureParagraph): FigureSentence[] {
  if (paragraph.grid) return [];
  let next = 0;
  return [...paragraph.text.matchAll(/[^。；;！？\n]+/gu)].flatMap(({ 0: text, index: start }) => {
    const end = start + text.length;
    const first = next;
    while ((paragraph.figures[next]?.end ?? Infinity) <= end) next += 1;
    const figures = paragraph.figures.slice(first, next);
    return figures.length > 0 ? [{ text, start, figures, paragraph }] : [];
  });
}

/** The first year that a text names: 2023 of 2023 年末. */
export const yearIn = (text: string) => /(?:19|20)\d\d(?=\s*年)/u.exec(text)?.[0];

/** The words between two figures of a paragraph. */
export const between = (paragraph: FigureParagraph, from: Figure, to: Figure) =>
  paragraph.text.slice(from.end, to.start);

/** Report sections that tell what is hoped for; nothing there is a fact to compare. */
export const isOutlook = ({ section }: FigureParagraph) =>
  /预期|展望|目标|计划/u.test(section.title) || /^(?:outlook|prospects|expected)/u.test(section.standard ?? "");
