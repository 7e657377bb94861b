import { outlineScriptPath, quoteScriptPath } from "../../http/assets.ts";
import { formatPath, oembedPath, reportCardPath } from "../../paths.ts";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";

/** The head of a report's page and of its sections' pages; `path` is their own. */
export const reportHead = (
  { view: { bureau, year, revision, firstPublishedAt }, origin }: ReportPageContext,
  path: string,
) => ({
  path,
  alternates: [
    { path: formatPath(path, "json"), type: "application/json", title: "JSON" },
    { path: formatPath(path, "md"), type: "text/markdown", title: "Markdown" },
    { path: formatPath(path, "txt"), type: "text/plain", title: pageWords.plainText },
    { path: formatPath(path, "bib"), type: "application/x-bibtex", title: "BibTeX" },
    { path: formatPath(path, "ris"), type: "application/x-research-info-systems", title: "RIS" },
    { path: formatPath(path, "csl.json"), type: "application/vnd.citationstyles.csl+json", title: "CSL-JSON" },
    { path: oembedPath(origin + path), type: "application/json+oembed", title: "oEmbed" },
  ],
  section: "bureaus" as const,
  demo: bureau.demo ? ("all" as const) : null,
  article: { published: firstPublishedAt, modified: revision.publishedAt },
  revision: revision.number,
  card: reportCardPath(bureau.slug, year, revision.number),
  script: true,
  scripts: [outlineScriptPath, quoteScriptPath],
});
