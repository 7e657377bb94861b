import { identify } from "./identity/identify.ts";
import { withoutPageTools } from "./text/page-tools.ts";
import { normaliseCharacters, noteDamage, notePrivateUse, withoutRadicalForms } from "./text/characters.ts";
import { cleanLines, textOfLines } from "./text/clean-lines.ts";
import { compareContents } from "./headings/contents/contents-compare.ts";
import { takeContents } from "./headings/contents/contents-list.ts";
import { decode, type DecodedText } from "./text/decode.ts";
import { markDecorated } from "./headings/decorated-headings.ts";
import type { Encoding, ImportNote, ParsedReport, ParsedSection } from "./document.ts";
import { docxLines } from "./docx/docx-lines.ts";
import { markCounted } from "./headings/counted.ts";
import { gatherEvidence } from "./headings/evidence.ts";
import { fileExtension, type ReportType } from "./file-name.ts";
import { toParas } from "./text/cuts/hard-wraps.ts";
import { htmlLines } from "./html/html-lines.ts";
import { joinWrappedTitles } from "./headings/wrapped-titles.ts";
import { LIMITS } from "./limits.ts";
import { markGlossary } from "./headings/glossary.ts";
import { markLettered } from "./headings/lettered.ts";
import type { Line } from "./line.ts";
import { markdownLines } from "./markdown/markdown-lines.ts";
import { requireModestMarkdown } from "./markdown/modest-markdown.ts";
import { Notes } from "./notes.ts";
import { markNumbered } from "./headings/numbered-headings.ts";
import { withoutOrnaments } from "./text/ornament.ts";
import type { Para } from "./para.ts";
import type { PdfText } from "./pdf/pdf-text.ts";
import { joinCertainCuts, joinLikelyCuts } from "./text/cuts/page-cuts.ts";
import { withoutPageFurniture } from "./text/page-furniture.ts";
import { plainLines } from "./text/plain-lines.ts";
import { markPlainHeadings } from "./headings/plain-headings.ts";
import { withTables } from "./text/plain-table.ts";
import { conserve } from "./conservation/conserve.ts";
import { rawHtml } from "./conservation/raw-html.ts";
import { BULLETS, rawText, type RawText } from "./conservation/raw-text.ts";
import { REFUSALS } from "./refusals.ts";
import { toSections } from "./sections.ts";
import { takeTitlePage } from "./identity/title-page.ts";
import { withoutTrailingPages } from "./text/trailing-pages.ts";
import { unboldLine } from "./text/bold.ts";
import { withoutWebChrome } from "./html/web-chrome.ts";
import { splitWithheld } from "../withheld.ts";
import { readBullets } from "./text/symbol-fonts.ts";

/**
 * Reads one report file (.txt, .md, .docx, .html, or .pdf with the text that `readPdf` found in it). Throws AppError `invalid`, `unsupported` or `too_large` with a message for the person who chose
 * the file. A title page without bureau or year is no failure: they are null. Decision 0020.
 */
export function parseReport(bytes: Uint8Array, fileName: string, pdf: PdfText | null = null): ParsedReport {
  if (bytes.length > LIMITS.fileBytes) throw REFUSALS.tooLarge(bytes.length);
  const notes = new Notes();
  const type = fileExtension(fileName);
  const { lines, encoding, raw, stated = [] } = toLines(bytes, type, notes, pdf);
  const pasted = withoutPageTools(lines, notes);
  const bare = type === "html" ? withoutWebChrome(pasted, notes) : pasted;
  const page = takeTitlePage(withoutPageFurniture(bare, notes), notes, stated);
  const sections = readSections(page.lines, notes);
  if (sections.length === 0) throw REFUSALS.noBody();
  const identified = identify(page, stated, sections, fileName, notes);
  conserve(raw, { title: page.title, sections }, notes);
  notes.tellHidden();
  const told = notes.inOrder();
  requireWithinLimits(sections, told);
  return { ...identified, encoding, sections, notes: told };
}

/** In Markdown every sign of markup stands in the text or beside it. */
const MARKDOWN = `${BULLETS}!"#$%&'()*+-./:;<=>?@[\\]^_\`{|}~,`;

interface ReadLines {
  lines: Line[];
  encoding: Encoding;
  /** The file's own title, beside its text. */
  stated?: string[];
  /** The file's raw text, to compare. */
  raw: RawText;
}

function toLines(bytes: Uint8Array, type: ReportType, notes: Notes, pdf: PdfText | null): ReadLines {
  if (bytes.length === 0) throw REFUSALS.empty();
  const read = type === "txt" || type === "md" ? textLines(bytes, type, notes) : documentLines(bytes, type, notes, pdf);
  return { ...read, lines: read.lines.map((line) => unboldLine(line, notes)) };
}

function textLines(bytes: Uint8Array, type: "txt" | "md", notes: Notes): ReadLines {
  const decoded = decode(bytes);
  if (decoded.text.replace(/\u200b/g, "").trim() === "") throw REFUSALS.empty();
  if (/^\s*<(?:!doctype html|html)/i.test(decoded.text.slice(0, 500))) throw REFUSALS.html();
  noteEncoding(decoded, notes);
  const raw = rawText(decoded.text, { markup: type === "md" ? MARKDOWN : BULLETS });
  const text = readBullets(withoutRadicalForms(normaliseCharacters(decoded.text, notes), notes), notes);
  requireReadable(text, type);
  notePrivateUse(text, notes);
  noteDamage(text, notes);
  return { lines: type === "md" ? markdownLines(text, notes) : plainLines(text), encoding: decoded.encoding, raw };
}

/** Formats that know paragraphs: their lines are numbered as they come. */
function documentLines(bytes: Uint8Array, type: "docx" | "html" | "pdf", notes: Notes, pdf: PdfText | null): ReadLines {
  const decoded = type === "html" ? decode(bytes, true) : null;
  if (decoded) noteEncoding(decoded, notes);
  const stated: string[] = [];
  const read = decoded
    ? { lines: htmlLines(decoded.text, notes, stated), raw: rawText(rawHtml(decoded.text), { raised: "joined" }) }
    : type === "pdf"
      ? pdfLines(pdf, notes)
      : docxLines(bytes, notes, stated);
  const lines = cleanLines(read.lines, notes);
  if (lines.length === 0) throw notes.mentions("图片") ? REFUSALS.onlyPictures() : REFUSALS.empty();
  const text = textOfLines(lines);
  requireReadable(text, type);
  notePrivateUse(text, notes);
  noteDamage(text, notes);
  const raw = { ...read.raw, markup: BULLETS };
  return { lines, encoding: decoded?.encoding ?? "utf-8", stated: pdf?.title ? [pdf.title] : stated, raw };
}

function pdfLines(pdf: PdfText | null, notes: Notes): { lines: Line[]; raw: RawText } {
  if (!pdf) throw REFUSALS.brokenPdf();
  notes.add(pdf.notes);
  for (const [before, after] of pdf.account) notes.account(before, after);
  return { lines: pdf.lines, raw: rawText(pdf.raw, { isOrdered: false }) };
}

function readSections(lines: Line[], notes: Notes): ParsedSection[] {
  const { lines: body, entries } = takeContents(lines, notes);
  const evidence = gatherEvidence(entries, body);
  const drawn = withoutTrailingPages(withTables(body, notes), notes);
  const wrapped = toParas(withoutOrnaments(drawn, notes), notes);
  const paras = joinCertainCuts(joinWrappedTitles(wrapped, evidence, notes), notes);
  markLettered(paras);
  markGlossary(paras);
  markCounted(paras);
  markNumbered(paras, evidence);
  markDecorated(paras);
  const joined = joinLikelyCuts(paras, notes);
  markPlainHeadings(joined, evidence);
  requireFewHeadings(joined);
  const sections = toSections(joined, evidence, notes);
  compareContents(entries, sections, notes);
  noteOutline(sections, notes);
  noteWithheld(sections, notes);
  return sections;
}

const ENCODING_NAMES = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB18030（GBK）",
  big5: "Big5",
};

function noteEncoding(decoded: DecodedText, notes: Notes): void {
  if (decoded.encoding === "utf-8") return;
  notes.info("encoding", `文件编码是 ${ENCODING_NAMES[decoded.encoding]}，已转换为 UTF-8。`, "", 0);
}

function noteOutline(sections: ParsedSection[], notes: Notes): void {
  const headed = sections.filter((section) => !section.implicit);
  const standard = headed.filter((section) => section.standard !== null).length;
  notes.info("outline", `读出 ${headed.length} 个章节标题，其中 ${standard} 个对应标准章节。`, "", 0);
}

function noteWithheld(sections: ParsedSection[], notes: Notes): void {
  const texts = sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : [block.text])),
  );
  const places = texts.flatMap((text) => {
    const parts = splitWithheld(text);
    return parts.flatMap((part, i) =>
      part.withheld
        ? [`${(parts[i - 1]?.text ?? "").slice(-10)}${part.text}${(parts[i + 1]?.text ?? "").slice(0, 6)}`]
        : [],
    );
  });
  if (places.length === 0) return;
  notes.info("withheld", `原文隐去了 ${places.length} 处数字（如“**”），照原样保留。`, places.join("\n"), 0);
}

function requireWithinLimits(sections: ParsedSection[], notes: ImportNote[]): void {
  if (sections.length > LIMITS.sections) throw REFUSALS.tooManySections(sections.length);
  const large = sections.find((section) => storedBytes(section) > LIMITS.sectionBytes);
  if (large) throw REFUSALS.sectionTooLarge(large.title);
  if (storedBytes(notes) > LIMITS.notesBytes) throw REFUSALS.notesTooLarge();
}

/** Far more headings than a report may have are not even given levels. */
function requireFewHeadings(paras: Para[]): void {
  const count = paras.filter((para) => para.role === "heading").length;
  if (count > LIMITS.sections * 2) throw REFUSALS.tooManySections(count);
}

function requireReadable(text: string, extension: string): void {
  const count = text.match(/\S[^\n]*/g)?.length ?? 0;
  if (count > LIMITS.lines) throw REFUSALS.tooManyLines(count);
  const long = text.split("\n").findIndex((line) => line.length > LIMITS.lineCharacters);
  if (long >= 0) throw REFUSALS.lineTooLong(long + 1);
  if (extension === "md") requireLightMarkdown(text, count);
}

function requireLightMarkdown(text: string, lines: number): void {
  const marks = text.match(/[*_[\]`<!~]+/g)?.length ?? 0;
  const heavy = marks > LIMITS.markdownMarks || lines > LIMITS.markdownLines;
  if (heavy || new TextEncoder().encode(text).length > LIMITS.markdownBytes) throw REFUSALS.markdownTooLarge();
  requireModestMarkdown(text);
}

function storedBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
