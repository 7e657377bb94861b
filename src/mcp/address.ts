import { AppError } from "../errors.ts";
import { SLUG } from "../paths.ts";
import { parseReportAddress } from "../reports/address.ts";
import { mcpWords } from "./words.ts";

/** The target of an address of this site: a report, a section or a paragraph. */
export interface ParsedAddress {
  bureau: string;
  year: number;
  revision: number | null;
  section: string | null;
  anchor: string | null;
}

const ANCHOR = /^#p-([A-Za-z0-9]{1,40})$/;

/** Reads an address as an assistant has it from an answer, or a reader from the browser. Throws `invalid`. */
export function parsePassageAddress(text: string, origin: string): ParsedAddress {
  const url = URL.canParse(text, origin) ? new URL(text, origin) : null;
  if (url?.origin !== origin) throw new AppError("invalid", mcpWords.foreign(origin), "url");
  const [, reports, bureau = "", ...below] = url.pathname.split("/");
  const parsed = reports === "reports" && SLUG.test(bureau) ? parseReportAddress(below) : null;
  if (!parsed || (parsed.asked.page !== "report" && parsed.asked.page !== "section"))
    throw new AppError("invalid", mcpWords.notAPassage, "url");
  const { asked, year } = parsed;
  return {
    bureau,
    year,
    revision: asked.revision,
    section: asked.page === "section" ? asked.section : null,
    anchor: ANCHOR.exec(url.hash)?.[1] ?? null,
  };
}
