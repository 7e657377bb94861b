import { beijingDay } from "../../day.ts";
import { originalPath } from "../../paths.ts";
import { mediaType } from "./media-type.ts";
import { type CitationTarget, citedUrl, editionName, shortTitle } from "./cite.ts";

/**
 * What a page says of itself to reference managers, as `<meta>`: the names of Highwire Press, which Zotero, Mendeley and Google
 * Scholar read, and Dublin Core. `citation_technical_report_institution` makes it a report, `citation_inbook_title` a section of one; a
 * page has one of them. Zotero takes `citation_book_title` for a word of the vocabulary `book`, and the section then for an article;
 * `DC.coverage` for a place in an archive, so that the year stands in `DCTERMS.temporal`. No COinS: Zotero would prefer it, and it
 * knows no reports.
 */
export function embeddedMetadata(cited: CitationTarget): [name: string, content: string][] {
  const { view, section } = cited;
  const { bureau, revision, year } = view;
  const day = beijingDay(revision.publishedAt);
  const title = section ? section.title || shortTitle(view) : shortTitle(view);
  const file = citedFile(cited);
  const kind: [string, string][] = section
    ? [["citation_inbook_title", shortTitle(view)]]
    : [
        ["citation_technical_report_institution", bureau.name],
        ["citation_technical_report_number", editionName(view)],
      ];
  return [
    ["citation_title", title],
    ["citation_author", bureau.name],
    ["citation_publication_date", day.replaceAll("-", "/")],
    ...kind,
    ["citation_publisher", bureau.name],
    ["citation_language", "zh-CN"],
    ["citation_public_url", citedUrl(cited)],
    ...(file === null ? [] : [["citation_pdf_url", file] as [string, string]]),
    ["DC.title", title],
    ["DC.creator", bureau.name],
    ["DC.publisher", bureau.name],
    ["DC.date", day],
    ["DC.type", "社会责任报告"],
    ["DC.language", "zh-CN"],
    ["DC.identifier", citedUrl(cited)],
    ["DCTERMS.temporal", String(year)],
  ];
}

/** The original, if reference managers keep such files. */
function citedFile({ view: { bureau, year, revision }, section, origin }: CitationTarget): string | null {
  if (section || mediaType(revision.fileType) !== "application/pdf") return null;
  return origin + originalPath(bureau.slug, year, revision.number);
}
