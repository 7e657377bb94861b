import type { InventedEdition } from "./bureaus.ts";
import { composeDraft, type InventedReport } from "./draft.ts";
import { toGbk } from "./gbk.ts";
import { printDocx } from "./print-docx.ts";
import { printHtml } from "./print-html.ts";
import { printMarkdown } from "./print-markdown.ts";
import { printText } from "./print-text.ts";
import { planQuirks, type Quirks } from "./quirks.ts";
import { Random } from "./random.ts";

export interface ReportFile {
  /** 2012/示例市青溪区水务局2012-r2.txt */
  path: string;
  bytes: Uint8Array;
  draft: InventedReport;
  quirks: Quirks;
}

const FORMATS = ["txt", "txt", "txt", "md", "html", "docx"] as const;
const ENCODINGS = ["utf-8", "utf-8", "bom", "gbk"] as const;

/** One invented report in one file. The same edition gives the same bytes. */
export function composeReport(edition: InventedEdition): ReportFile {
  const random = new Random(`${edition.key}/file`);
  const draft = composeDraft(edition);
  const format = random.pick(FORMATS);
  const encoding = random.pick(ENCODINGS);
  const quirks = planQuirks(random);
  const name = `${draft.bureau}${draft.year}${edition.edition > 1 ? `-r${edition.edition}` : ""}.${format}`;
  return { path: `${draft.year}/${name}`, bytes: print(draft, quirks, random, format, encoding), draft, quirks };
}

function print(
  draft: InventedReport,
  quirks: Quirks,
  random: Random,
  format: (typeof FORMATS)[number],
  encoding: (typeof ENCODINGS)[number],
): Uint8Array {
  if (format === "docx") return printDocx(draft, quirks, random);
  if (format === "md") return encode(printMarkdown(draft, quirks, random), encoding);
  if (format === "txt") return encode(printText(draft, quirks, random), encoding);
  return encode(printHtml(draft, quirks, random, encoding === "gbk" ? "gbk" : "utf-8"), encoding);
}

function encode(text: string, encoding: (typeof ENCODINGS)[number]): Uint8Array {
  const utf8 = () => new TextEncoder().encode(encoding === "bom" ? `\uFEFF${text}` : text);
  return encoding === "gbk" ? (toGbk(text) ?? utf8()) : utf8();
}
