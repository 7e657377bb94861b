import { bureauPath, bureausPath, reportPath } from "../paths.ts";
import { pageWords } from "./page-words.ts";
import type { ReportView } from "./view.ts";
import { words } from "./words.ts";

/** The way back from a page about a report to the report. */
export const ReportCrumbs = ({ view: { bureau, year } }: { view: ReportView }) => (
  <nav class="crumb" aria-label={pageWords.crumbs}>
    <a href={bureausPath()}>{pageWords.bureaus}</a> / <a href={bureauPath(bureau.slug)}>{bureau.name}</a> /{" "}
    <a href={reportPath(bureau.slug, year)}>{words.reportOf(year)}</a>
  </nav>
);
