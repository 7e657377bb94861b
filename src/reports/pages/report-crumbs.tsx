import { bureauPath, bureausPath, reportPath } from "../../paths.ts";
import { addressOf } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import { ancestors, type ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";
import type { ReportView } from "../view.ts";
import { reportWords } from "../words.ts";

/** The way back from a page about a report to the report. */
export const ReportCrumbs = ({ view: { bureau, year } }: { view: ReportView }) => (
  <nav class="crumb" aria-label={pageWords.crumbs}>
    <a href={bureausPath()}>{pageWords.bureaus}</a> / <a href={bureauPath(bureau.slug)}>{bureau.name}</a> /{" "}
    <a href={reportPath(bureau.slug, year)}>{reportWords.reportOf(year)}</a>
  </nav>
);

/** The path to a report, or to a section of it. */
export function Crumbs({ reading, section }: { reading: ReportPageContext; section?: Section }) {
  const { bureau, year, sections } = reading.view;
  const above = section ? ancestors(sections, section.position) : [];
  return (
    <nav class="crumb" aria-label={pageWords.crumbs}>
      <a href={bureausPath()}>{pageWords.bureaus}</a> / <a href={bureauPath(bureau.slug)}>{bureau.name}</a>
      {" / "}
      {section ? <a href={addressOf(reading)}>{reportWords.reportOf(year)}</a> : reportWords.reportOf(year)}
      {above.map((upper) => (
        <>
          {" / "}
          <a href={addressOf(reading, upper)}>{upper.heading}</a>
        </>
      ))}
    </nav>
  );
}
