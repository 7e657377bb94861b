import type { Section } from "../../reports/report.ts";
import { checkChanges } from "./changes.ts";
import { readFigures } from "../reading/extract.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt } from "../figure.ts";
import { checkPercentages } from "./percentages.ts";
import { checkRepeats } from "./repeats.ts";
import { checkShares } from "./shares.ts";
import { checkSums } from "./sums.ts";

const CHECKS = [checkShares, checkSums, checkPercentages, checkRepeats, checkChanges];

/** A report states some two hundred figures; what states far more is a table of data, and comparing all would take too long. */
const MOST_CHECKED = 2000;
const LONGEST_QUOTATION = 400;

/** Figures of one report that do not agree with each other, in the order of the report; each is to be looked at, none is a verdict. */
export const checkFigures = (sections: readonly Section[]): Doubt[] => checkParagraphs(readFigures(sections));

export function checkParagraphs(paragraphs: readonly FigureParagraph[]): Doubt[] {
  if (paragraphs.reduce((sum, { figures }) => sum + figures.length, 0) > MOST_CHECKED) return [];
  const order = new Map(paragraphs.map(({ anchor }, at) => [anchor, at]));
  const place = ({ quotations: [first] }: Doubt) => [order.get(first.anchor) ?? 0, first.start] as const;
  return CHECKS.flatMap((check) => check(paragraphs))
    .filter(({ quotations }) => quotations.every(({ text }) => text.length <= LONGEST_QUOTATION))
    .toSorted((a, b) => {
      const [[p, s], [q, t]] = [place(a), place(b)];
      return p - q || s - t;
    });
}
