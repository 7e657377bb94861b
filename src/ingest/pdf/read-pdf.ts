import { PAGE_END, rawPage } from "./raw-pdf.ts";
import { Notes } from "../notes.ts";
import { REFUSALS } from "../refusals.ts";
import { takeFootnotes } from "./page/footnotes.ts";
import { withoutFurniture } from "./page/furniture.ts";
import { measureMargins } from "./page/margins.ts";
import { openPdf, type OpenedPdf, type PdfPage } from "./open-pdf.ts";
import { type KnownGutters, layOut, type LaidPage } from "./page/page-layout.ts";
import type { PageMarks } from "./page/page-marks.ts";
import { PagePainter } from "./page/page-painter.ts";
import { joinRows } from "./lines/paragraphs.ts";
import { passageLines } from "./lines/passage-lines.ts";
import { PDF_LIMITS } from "./pdf-limits.ts";
import { PageNotes } from "./page/page-notes.ts";
import type { PdfText } from "./pdf-text.ts";
import { turnPage } from "./page/turn-page.ts";

/**
 * Reads a PDF's text by its place on the pages. Throws AppError `invalid`, `unsupported` or `too_large` with what to do. Decision
 * 0022.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const pdf = await openPdf(bytes);
  try {
    return await readOpened(pdf);
  } finally {
    await pdf.close();
  }
}

async function readOpened(pdf: OpenedPdf): Promise<PdfText> {
  const notes = new Notes();
  const told = new PageNotes(pdf.pictures);
  const pages: LaidPage[] = [];
  const gutters: KnownGutters = new Map();
  const raw: string[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.pages; number++) {
    const { marks, text, comments } = await readPage(pdf, number);
    notes.hidden(comments);
    raw.push(text);
    characters += marks.glyphs.length;
    if (characters > PDF_LIMITS.characters) throw REFUSALS.pdfTooLarge();
    const page = layOut(marks, number, gutters);
    told.page(marks, page);
    pages.push(page);
  }
  for (const remark of pdf.remarks) notes.hidden([remark]);
  told.requireText();
  const { pages: content, titles, numbers } = withoutFurniture(pages);
  told.furniture(titles, numbers);
  const footed = takeFootnotes(content, notes);
  const joined = joinRows(footed.pages, measureMargins(footed.pages));
  const lines = passageLines(joined, footed.notes, notes);
  told.tell(notes);
  notes.tellHidden();
  return { lines, notes: notes.inOrder(), raw: raw.join(PAGE_END), account: notes.accounts, title: pdf.title };
}

const NO_COMMENT = new Set(["Link", "Widget", "Popup"]);

/** Words of comments, which a reader of the original can open. */
async function commentsOn(page: PdfPage): Promise<string[]> {
  const found = (await page.getAnnotations()) as { subtype?: string; contentsObj?: { str?: string } }[];
  return found.flatMap(({ subtype = "", contentsObj }) =>
    !NO_COMMENT.has(subtype) && contentsObj?.str?.trim() ? [contentsObj.str.trim()] : [],
  );
}

async function readPage(
  pdf: OpenedPdf,
  number: number,
): Promise<{ marks: PageMarks; text: string; comments: string[] }> {
  try {
    const over = pdf.port.startPage();
    const page = await pdf.document.getPage(number);
    if (await page.getJSActions()) throw REFUSALS.activePdf();
    const painter = new PagePainter(pdf, page);
    const commands = await Promise.race([page.getOperatorList({ intent: "display" }), over]);
    if (commands === "over") throw REFUSALS.pdfTooLarge();
    painter.run(commands);
    if (painter.painted.length > PDF_LIMITS.pageCharacters) throw REFUSALS.pdfTooLarge();
    const comments = await commentsOn(page);
    const { width, height } = page.getViewport({ scale: 1 });
    const marks = turnPage(painter.painted, painter.strokes, { width, height }, pdf.pictures > 0);
    page.cleanup();
    return { marks, text: rawPage(painter.painted), comments };
  } catch (error) {
    throw (error as Error).name === "AppError" ? error : REFUSALS.brokenPdf();
  }
}
