import { FeedbackCountLine, SuperviseLink } from "../../feedback/parts/supervise.tsx";
import { comparePath, formatPath, qrPagePath, reportPath, sectionPath } from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { embedCode, frameHeight } from "../../ui/embed-code.ts";
import { citation, citedUrl } from "../formats/cite.ts";
import { pageWords } from "./page-words.ts";
import { type ReportPageContext, subtree } from "../formats/reading.ts";
import { blockText } from "../anchors.ts";
import type { Section } from "../report.ts";

const FORMATS = ["json", "md", "txt"] as const;

/** The local address of a report or section, at the revision the page shows. */
export function addressOf({ view, frozen }: ReportPageContext, section?: Section) {
  const revision = frozen ? view.revision.number : undefined;
  return section
    ? sectionPath(view.bureau.slug, view.year, section.slug, revision)
    : reportPath(view.bureau.slug, view.year, revision);
}

/** Everything needed to point at a report or a section and never be wrong later. */
export function Kit({ reading, section }: { reading: ReportPageContext; section?: Section | undefined }) {
  const { view, origin, today } = reading;
  const { bureau, year, revision } = view;
  const cited = { view, section, origin, accessed: today };
  const current = section ? sectionPath(bureau.slug, year, section.slug) : reportPath(bureau.slug, year);
  const frozen = section
    ? sectionPath(bureau.slug, year, section.slug, revision.number)
    : reportPath(bureau.slug, year, revision.number);
  return (
    <>
      <CopyField label={pageWords.currentAddress} value={origin + current} />
      <CopyField label={pageWords.frozenAddress(revision.number)} value={citedUrl(cited)} />
      <CopyField label={pageWords.citation} value={citation(cited)} long />
      <CopyField label={pageWords.embedCode} value={embedOf(reading, section)} long />
      <p class="row">
        <a href={qrPagePath(current)}>{pageWords.qr}</a>
        <a href={formatPath(frozen, "bib")}>BibTeX</a>
        <a href={formatPath(frozen, "ris")}>RIS</a>
        <a href={formatPath(frozen, "csl.json")}>CSL-JSON</a>
        {FORMATS.map((format) => (
          <a href={formatPath(addressOf(reading, section), format)}>.{format}</a>
        ))}
      </p>
    </>
  );
}

/** Enough for a report's headings, not for its text. */
const REPORT_CHARACTERS = 400;

/** The code that shows a section, or what a report is, on another page; at the revision that is read now. */
function embedOf({ view, origin }: ReportPageContext, section: Section | undefined) {
  const { bureau, year, revision } = view;
  const title = `${section ? `${section.title || pageWords.untitled} - ` : ""}${revision.title}`;
  const path = section
    ? sectionPath(bureau.slug, year, section.slug, revision.number)
    : reportPath(bureau.slug, year, revision.number);
  const shown = section ? subtree(view.sections, section.position) : [];
  const characters = shown.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + blockText(block).length, 0);
  const height = frameHeight(section ? characters : REPORT_CHARACTERS);
  return embedCode({ origin, path, title: pageWords.embedTitle(title), height });
}

/** To the same standard section in the bureau's neighbouring years, and from there to everybody else's. */
export function CompareLink({ reading, section }: { reading: ReportPageContext; section: Section }) {
  if (section.standard === null) return <></>;
  const { bureau, year, previousYear, nextYear } = reading.view;
  const other = previousYear ?? nextYear;
  const years = other === null ? [year] : [other, year];
  const reports = years.sort((a, b) => a - b).map((each) => ({ bureau: bureau.slug, year: each }));
  return <a href={comparePath(section.standard, reports)}>{pageWords.compareSection}</a>;
}

const placeOf = ({ view }: ReportPageContext, section?: Section) => ({
  bureau: view.bureau.slug,
  year: view.year,
  ...(section && { section: section.slug }),
});

/** The way to the form from a report or section. */
export const Supervise = ({ reading, section }: { reading: ReportPageContext; section?: Section | undefined }) => (
  <SuperviseLink about={{ ...placeOf(reading, section), revision: reading.view.revision.number }} />
);

/** Feedback received about a report or section so far; nothing if there is none. */
export function Received({ reading, section }: { reading: ReportPageContext; section?: Section | undefined }) {
  if (!reading.view.feedback.get(section?.slug ?? "")?.received) return <></>;
  return (
    <p class="hint margin">
      <FeedbackCountLine counts={reading.view.feedback} {...placeOf(reading, section)} />
    </p>
  );
}
