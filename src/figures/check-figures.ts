import type { Section } from "../reports/report.ts";
import { checkChanges } from "./changes.ts";
import { readFigures } from "./extract.ts";
import type { Doubt } from "./figure.ts";
import { checkPercentages } from "./percentages.ts";
import { checkRepeats } from "./repeats.ts";
import { checkShares } from "./shares.ts";
import { checkSums } from "./sums.ts";

const CHECKS = [checkShares, checkSums, checkPercentages, checkRepeats, checkChanges];

/** Figures of one report that do not agree with each other, in the order of the report; each is to be looked at, none is a verdict. */
export function checkFigures(sections: readonly Section[]): Doubt[] {
  const paragraphs = readFigures(sections);
  const order = new Map(paragraphs.map(({ anchor }, at) => [anchor, at]));
  const place = ({ quotations: [first] }: Doubt) => [order.get(first.anchor) ?? 0, first.start] as const;
  return CHECKS.flatMap((check) => check(paragraphs)).toSorted((a, b) => {
    const [[p, s], [q, t]] = [place(a), place(b)];
    return p - q || s - t;
  });
}
