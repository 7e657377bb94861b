import { paragraphPath } from "../paths.ts";
import { toCsv } from "../ui/csv.ts";
import { figureSubject, printed } from "./present.ts";
import type { ReportFigures } from "./read.ts";
import { figureWords } from "./words.ts";

/** A row a figure; a withheld one has no value. */
export function figuresTable({ view, figures }: ReportFigures, origin: string): string {
  const { bureau, year, revision } = view;
  const rows = figures.sections.flatMap(({ section, heading, list }) =>
    list.map((figure, at) => [
      heading,
      printed(figure.text),
      figure.value,
      figure.upTo,
      figure.unit,
      figure.approximate ? figureWords.approximate : "",
      figureSubject(figure, list[at - 1]),
      origin + paragraphPath(bureau.slug, year, section, figure.anchor, revision.number),
    ]),
  );
  return toCsv([figureWords.tableHead, ...rows]);
}
