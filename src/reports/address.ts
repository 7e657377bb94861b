import { SLUG, YEAR } from "../paths.ts";

export type ReportFormat = "html" | "json" | "md" | "txt" | "bib" | "ris" | "csl.json";

/** The target of an address below `/reports/{bureau}/{year}`; `revision` is null for the current one. */
export type ReportAddress =
  | { page: "report"; revision: number | null; format: ReportFormat }
  | { page: "section"; section: string; revision: number | null; format: ReportFormat }
  | { page: "revisions" }
  | { page: "diff"; from: number; to: number }
  | { page: "original"; revision: number | null }
  | { page: "notes"; revision: number }
  | { page: "card"; revision: number }
  | { page: "table"; anchor: string; revision: number | null };

const FORMAT = /\.(json|md|txt|bib|ris|csl\.json)$/;
const REVISION = /^r([1-9]\d{0,5})$/;

/** `segments` follow the bureau: ["2023", "r2", "volunteering.json"]. Null for what never was an address. */
export function parseReportAddress(segments: readonly string[]): { year: number; asked: ReportAddress } | null {
  const path = segments.join("/");
  const format = (FORMAT.exec(path)?.[1] ?? "html") as ReportFormat;
  const [yearText = "", ...below] = path.replace(FORMAT, "").split("/");
  if (!YEAR.test(yearText)) return null;
  const asked = parseBelow(below, format);
  return asked && { year: Number(yearText), asked };
}

function parseBelow(below: readonly string[], format: ReportFormat): ReportAddress | null {
  const revision = REVISION.exec(below[0] ?? "")?.[1];
  const frozen = revision === undefined ? null : Number(revision);
  const [first, second, ...rest] = frozen === null ? below : below.slice(1);
  if (rest.length > 0) return null;
  if (first === undefined) return { page: "report", revision: frozen, format };
  if (first === "tables" && second !== undefined) return parseTable(second, frozen, format);
  if (second !== undefined) return first === "diff" && frozen === null ? parseDiff(second, format) : null;
  if (first === "original") return format === "html" ? { page: "original", revision: frozen } : null;
  if (first === "notes" && frozen !== null) return format === "html" ? { page: "notes", revision: frozen } : null;
  if (first === "card.png" && frozen !== null) return format === "html" ? { page: "card", revision: frozen } : null;
  if (first === "revisions" && frozen === null) return format === "html" ? { page: "revisions" } : null;
  return SLUG.test(first) ? { page: "section", section: first, revision: frozen, format } : null;
}

function parseDiff(range: string, format: ReportFormat): ReportAddress | null {
  const match = /^([1-9]\d{0,5})\.\.([1-9]\d{0,5})$/.exec(range);
  return match && format === "html" ? { page: "diff", from: Number(match[1]), to: Number(match[2]) } : null;
}

function parseTable(file: string, revision: number | null, format: ReportFormat): ReportAddress | null {
  const anchor = /^([A-Za-z0-9]{1,40})\.csv$/.exec(file)?.[1];
  return anchor !== undefined && format === "html" ? { page: "table", anchor, revision } : null;
}
