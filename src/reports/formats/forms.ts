import { type CitationTarget, toBibtex, toCslJson, toRis } from "./cite.ts";
import type { ReportFormat } from "../address.ts";
import { reportToJson, sectionPageToJson } from "./to-json.ts";
import { toMarkdown } from "./to-markdown.ts";
import { toText } from "./to-text.ts";
import type { ReportText } from "../view.ts";

const TYPES = {
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  bib: "application/x-bibtex; charset=utf-8",
  ris: "application/x-research-info-systems; charset=utf-8",
  "csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
};

/** A report (`position` null) or a section in a form other than HTML. */
export function composeForm(
  format: Exclude<ReportFormat, "html">,
  view: ReportText,
  position: number | null,
  cited: CitationTarget,
) {
  const compose = {
    json: () =>
      toJsonText(
        position === null ? reportToJson(view, cited.origin) : sectionPageToJson(view, position, cited.origin),
      ),
    md: () => toMarkdown(view, position, cited),
    txt: () => toText(view, position, cited),
    bib: () => toBibtex(cited),
    ris: () => toRis(cited),
    "csl.json": () => toJsonText(toCslJson(cited)),
  };
  return { type: TYPES[format], body: compose[format]() };
}

const toJsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
