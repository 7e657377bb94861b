import { beijingDay } from "../../day.ts";
import { reportPath, sectionPath } from "../../paths.ts";
import type { Section } from "../report.ts";
import type { ReportView } from "../view.ts";

/** The target of a citation: a report, or one of its sections, at one revision. */
export interface CitationTarget {
  view: ReportView;
  section?: Pick<Section, "slug" | "title"> | undefined;
  /** Scheme and host. */
  origin: string;
  /** The day of access, as 2026-11-21. */
  accessed: string;
}

/** The title without the name of its bureau, which a citation gives as the author. */
export function shortTitle({ bureau, revision }: ReportView) {
  const rest = revision.title.startsWith(bureau.name) ? revision.title.slice(bureau.name.length).trim() : "";
  return rest || revision.title;
}

export const editionName = (view: ReportView) => `第${view.revision.number}版`;

/** The frozen address: a citation never changes. */
export function citedUrl({ view, section, origin }: CitationTarget, anchor?: string) {
  const { bureau, year, revision } = view;
  const path = section
    ? sectionPath(bureau.slug, year, section.slug, revision.number)
    : reportPath(bureau.slug, year, revision.number);
  return origin + path + (anchor === undefined ? "" : `#p-${anchor}`);
}

/** GB/T 7714—2025, numeric style; a section is cited as a part of its report. Decision 0042. */
export function citation(cited: CitationTarget, anchor?: string) {
  const { view, section, accessed } = cited;
  const dates = `(${beijingDay(view.revision.publishedAt)})[${accessed}]`;
  const report = `${shortTitle(view)}: ${editionName(view)}`;
  const name = view.bureau.name;
  const work = section ? `${section.title}[R/OL]//${name}. ${report}` : `${report}[R/OL]`;
  return `${name}. ${work}. ${dates}. ${citedUrl(cited, anchor)}.`;
}

const citeKey = ({ view, section }: CitationTarget) =>
  [view.bureau.slug, view.year, `r${view.revision.number}`, section?.slug].filter(Boolean).join("-");

/** A backslash before these would be another command. */
const TEX_NAMES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};
const escapeTex = (text: string) => oneLine(text).replace(/[\\{}$&#%_^~]/g, (char) => TEX_NAMES[char] ?? `\\${char}`);

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

export function toBibtex(cited: CitationTarget) {
  const { view, section, accessed } = cited;
  const published = beijingDay(view.revision.publishedAt);
  const title = section ? section.title : shortTitle(view);
  const name = `{${escapeTex(view.bureau.name)}}`;
  // The meaning of a number or an edition depends on the kind of entry: the number of a part is that of a series.
  const kind: [string, string][] = section
    ? [
        ["booktitle", `{${escapeTex(shortTitle(view))}}`],
        ["publisher", name],
        ["edition", editionName(view)],
      ]
    : [
        ["institution", name],
        ["number", editionName(view)],
      ];
  const fields: [string, string][] = [
    ["author", name],
    ["title", `{${escapeTex(title)}}`],
    ...kind,
    ["type", "社会责任报告"],
    ["year", published.slice(0, 4)],
    ["date", published],
    ["urldate", accessed],
    ["url", citedUrl(cited)],
    ["note", `原件 SHA-256 ${view.revision.fileSha256}`],
    ["langid", "chinese"],
  ];
  const lines = fields.map(([name, value]) => `  ${name} = {${value}}`);
  return `@${section ? "incollection" : "techreport"}{${citeKey(cited)},\n${lines.join(",\n")}\n}\n`;
}

const dateParts = (day: string) => ({ "date-parts": [day.split("-").map(Number)] });

export function toCslJson(cited: CitationTarget) {
  const { view, section, accessed } = cited;
  return [
    {
      id: citeKey(cited),
      type: section ? "chapter" : "report",
      title: section ? section.title : shortTitle(view),
      ...(section && { "container-title": shortTitle(view) }),
      author: [{ literal: view.bureau.name }],
      publisher: view.bureau.name,
      genre: "社会责任报告",
      ...(section ? { edition: editionName(view) } : { number: editionName(view) }),
      issued: dateParts(beijingDay(view.revision.publishedAt)),
      accessed: dateParts(accessed),
      URL: citedUrl(cited),
      language: "zh-CN",
      note: `原件 SHA-256 ${view.revision.fileSha256}`,
    },
  ];
}

/** RIS, a tag and a value a line, as reference managers import it. */
export function toRis(cited: CitationTarget) {
  const { view, section, accessed } = cited;
  const published = beijingDay(view.revision.publishedAt).replaceAll("-", "/");
  const fields: [string, string][] = [
    ["TY", section ? "CHAP" : "RPRT"],
    ["ID", citeKey(cited)],
    ["AU", view.bureau.name],
    ["TI", section ? section.title : shortTitle(view)],
    ...(section ? [["T2", shortTitle(view)] as [string, string]] : []),
    ["PB", view.bureau.name],
    ["PY", published.slice(0, 4)],
    ["DA", published],
    [section ? "ET" : "SN", editionName(view)],
    ["M3", "社会责任报告"],
    ["LA", "zh-CN"],
    ["UR", citedUrl(cited)],
    ["Y2", accessed.replaceAll("-", "/")],
    ["N1", `原件 SHA-256 ${view.revision.fileSha256}`],
  ];
  return `${fields.map(([tag, value]) => `${tag}  - ${oneLine(value)}`).join("\r\n")}\r\nER  - \r\n`;
}
