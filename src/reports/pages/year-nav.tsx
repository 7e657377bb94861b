import { reportPath } from "../../paths.ts";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";

/** The years before and after, in which the bureau published. */
export function YearNav({ reading, atEnd = false }: { reading: ReportPageContext; atEnd?: boolean }) {
  const { bureau, previousYear, nextYear } = reading.view;
  if (previousYear === null && nextYear === null) return <></>;
  return (
    <nav class={atEnd ? "row years" : "row"} aria-label={atEnd ? pageWords.otherYearsAtEnd : pageWords.otherYears}>
      {previousYear !== null && (
        <a href={reportPath(bureau.slug, previousYear)} rel="prev">
          {pageWords.previousYear(previousYear)}
        </a>
      )}
      {nextYear !== null && (
        <a href={reportPath(bureau.slug, nextYear)} rel="next">
          {pageWords.nextYear(nextYear)}
        </a>
      )}
    </nav>
  );
}
