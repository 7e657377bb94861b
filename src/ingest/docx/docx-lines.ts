import { BULLETS, type RawText } from "../conservation/raw-text.ts";
import { WHITE } from "../ink/colour.ts";
import { LeftOutText, type KindName } from "../left-out.ts";
import type { Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { REFUSALS } from "../refusals.ts";
import { joinHeading, markHeadings } from "../headings/heading-marks.ts";
import { NoteMarks } from "./note-marks.ts";
import { Numbering } from "./numbering.ts";
import { openDocx, type Docx } from "./open-docx.ts";
import { cutLines } from "../text/cuts/cut-lines.ts";
import { type Behind, isUnseenInk, PLAIN_INK, shadeOf } from "./run-ink.ts";
import { readInline, type Inline, type InlineContext } from "./run-text.ts";
import { Styles, type Layout } from "./styles.ts";
import { chosen, plainText, printedText, shownText } from "./texts.ts";
import { elsewise } from "./unseen-parts.ts";
import { cellElements, readTable, rowsOf } from "./table.ts";
import { child, childrenOf, descendants, value, type XmlElement } from "../package/xml.ts";

/**
 * A Word file's lines, as printed: automatic numbers, footnotes and text boxes included; headings marked if styles say so.
 * Decision 0021.
 */
export function docxLines(bytes: Uint8Array, notes: Notes, stated: string[] = []): { lines: Line[]; raw: RawText } {
  const docx = openDocx(bytes);
  if (docx.title !== "") stated.push(docx.title);
  return { lines: new DocxReader(docx).read(notes), raw: docx.raw };
}

interface Pending {
  gap: number;
  newPage: boolean;
}

/** The receiver of lines: the document, or a table's cell. */
type Sink = Line[];

class DocxReader {
  readonly #docx: Docx;
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #marks: NoteMarks;
  readonly #comments: Map<string, XmlElement>;
  readonly #leftOut = new LeftOutText();
  readonly #notesRead = new Set<XmlElement>();
  readonly #commentsTold = new Set<string>();
  /** What the table, cell or box around paints behind its text. */
  #behind: Behind = WHITE;
  /** The style of the table around. */
  #tableStyle: string | null = null;
  readonly #pending: Pending = { gap: 0, newPage: false };
  /** Lines before the table being read. */
  #lines: Line[] = [];
  /** A paragraph whose end was deleted under revision: it goes on in the next. */
  #carried: Inline["pieces"] = [];

  constructor(docx: Docx) {
    this.#docx = docx;
    if (docx.isPainted) this.#behind = null;
    this.#styles = new Styles(docx.styles);
    this.#numbering = new Numbering(docx.numbering);
    this.#marks = new NoteMarks(docx);
    this.#comments = new Map(childrenOf(docx.comments, "comment").map((one) => [one.attributes["id"] ?? "", one]));
  }

  read(notes: Notes): Line[] {
    for (const part of this.#docx.furniture) this.#furniture(part);
    this.blocks(child(this.#docx.document, "body")?.children ?? [], this.#lines);
    this.#lay(this.#carried, this.#styles.paragraph(undefined), this.#lines);
    this.#tellUnseen();
    this.#leftOut.tell(notes);
    return markHeadings(this.#lines);
  }

  #furniture(part: XmlElement): void {
    const text = shownText(this.#withoutHidden(part)).trim();
    if (text !== "") this.leftOut("furniture", text);
    const deleted = [...descendants(part)].filter(({ name }) => name === "delText").map((one) => one.text);
    if (deleted.length > 0) this.leftOut("deleted", deleted.join(""));
  }

  /** Headers and footers have hidden runs too. */
  #withoutHidden(element: XmlElement): XmlElement {
    const children = element.children.filter((one) => {
      if (one.name !== "r" || !isUnseenInk(this.#styles.ink(child(one, "rPr"), { ...PLAIN_INK, behind: null })))
        return true;
      this.account(shownText(one), "");
      if (shownText(one).trim() !== "") this.leftOut("hidden", shownText(one).trim());
      return false;
    });
    return { ...element, children: children.map((one) => this.#withoutHidden(one)) };
  }

  /** Text that the file holds and Word prints nowhere. */
  #tellUnseen(): void {
    for (const note of this.#marks.unreferenced(this.#notesRead)) {
      this.account(shownText(note), "");
      const text = plainText(note).trim();
      if (text !== "") this.leftOut("unreferenced", text);
    }
    for (const [id, comment] of this.#comments)
      if (!this.#commentsTold.has(id)) this.leftOut("comment", plainText(comment).trim());
    for (const remark of this.#docx.remarks) this.leftOut("remark", remark);
    for (const remark of this.#docx.data) this.leftOut("code", remark);
  }

  leftOut(kind: KindName, text: string): void {
    this.#leftOut.add(kind, text, this.#lines.length + 1);
  }

  account(before: string, after: string): void {
    this.#leftOut.leave(before, after);
  }

  blocks(elements: XmlElement[], sink: Sink): void {
    for (const element of elements) this.#block(element, sink);
  }

  #block(element: XmlElement, sink: Sink): void {
    const { name } = element;
    if (name === "altChunk" || name === "subDoc") throw REFUSALS.altChunk();
    if (name === "p") return this.#paragraph(element, sink);
    if (name === "tbl") return this.#table(element, sink);
    if (name === "del" || name === "moveFrom") {
      this.account(printedText(element), "");
      return this.leftOut("deleted", plainText(element));
    }
    if (name === "AlternateContent") {
      if (elsewise(element) !== "") this.leftOut("hidden", elsewise(element));
      return this.blocks(chosen(element)?.children ?? [], sink);
    }
    if (name === "r" || name === "oMathPara") return this.#paragraph({ ...element, children: [element] }, sink);
    this.blocks(element.children, sink);
  }

  #paragraph(paragraph: XmlElement, sink: Sink): void {
    const properties = child(paragraph, "pPr");
    const layout = this.#styles.paragraph(properties, this.#tableStyle, this.#behind);
    const inline = readInline(paragraph, this.#context(layout));
    const deleted = child(properties, "rPr", "del") !== undefined;
    const pieces = [...this.#carried, ...inline.pieces];
    this.#carried = deleted ? pieces : [];
    this.#pending.newPage ||= layout.newPage;
    if (!deleted) this.#lay(pieces, layout, sink);
    for (const box of inline.boxes) this.#box(box, sink);
    for (const note of inline.notes) this.#note(note, sink);
    const section = child(properties, "sectPr");
    if (section && value(section, "type") !== "continuous") this.#pending.newPage = true;
  }

  #lay(pieces: Inline["pieces"], layout: Layout, sink: Sink): void {
    const number = this.#number(layout, pieces);
    const numbered = number?.printed ? [{ text: number.printed, bold: pieces[0]?.bold ?? false }, ...pieces] : pieces;
    const mark = layout.isTitle ? 1 : layout.outline === null ? 0 : layout.outline + 2;
    const { gap, newPage } = this.#pending;
    const more = { indent: layout.indent, gap, newPage, mark, bullet: number?.bullet ?? "", stated: true };
    const cut = cutLines(numbered, more);
    const lines = mark > 1 ? joinHeading(cut) : cut;
    if (lines.length === 0) {
      this.#pending.gap++;
      this.#pending.newPage ||= pieces.some(({ text }) => text.includes("\f"));
      return;
    }
    const bullet = lines[0]?.bullet ?? "";
    if (bullet !== "" && !BULLETS.includes(bullet)) this.account("", bullet);
    sink.push(...lines);
    this.#pending.gap = 0;
    this.#pending.newPage = /\f\s*$/.test(pieces.at(-1)?.text ?? "");
  }

  #number(layout: Layout, pieces: Inline["pieces"]): { printed: string; bullet: string } | null {
    const { numId, style } = layout;
    if (numId === null || numId === "0") return null;
    const level = layout.level ?? this.#numbering.levelOf(numId, style) ?? 0;
    const number = this.#numbering.next(numId, level);
    const text = pieces.map((piece) => piece.text).join("");
    if (!number || text.trim() === "") return null;
    if (number.isBullet) return { printed: "", bullet: number.printed };
    if (number.printed === "") return null;
    this.account("", number.printed);
    this.leftOut("number", `${number.printed}${text.slice(0, 20)}`);
    if (number.unknown) this.leftOut("format", `${number.printed}（${number.unknown}）`);
    return { printed: number.printed, bullet: "" };
  }

  #table(table: XmlElement, sink: Sink): void {
    const { gap, newPage } = this.#pending;
    const around = this.#tableStyle;
    this.#tableStyle = value(table, "tblPr", "tblStyle");
    this.#within(this.#styles.shades(this.#tableStyle) ? null : this.#behind, () =>
      this.#rows(table, gap, newPage, sink),
    );
    this.#tableStyle = around;
  }

  #rows(table: XmlElement, gap: number, newPage: boolean, sink: Sink): void {
    const made = readTable(table, this);
    if (!made) return this.#frame(table, sink);
    if (made.table?.rows.length === 0) return;
    this.#pending.gap = 0;
    this.#pending.newPage = false;
    sink.push({ ...made, gap, newPage });
  }

  /** A table of one column is a frame around paragraphs. */
  #frame(table: XmlElement, sink: Sink): void {
    this.leftOut("frame", "");
    for (const row of rowsOf(table)) for (const cell of cellElements(row)) this.cell(cell, sink);
  }

  cell(cell: XmlElement, sink: Sink): void {
    const shade = shadeOf(child(cell, "tcPr", "shd"));
    this.#within(shade ? shade.colour : this.#behind, () => this.blocks(cell.children, sink));
  }

  #within(behind: Behind, read: () => void): void {
    const around = this.#behind;
    this.#behind = behind;
    read();
    this.#behind = around;
  }

  #box(box: XmlElement, sink: Sink): void {
    const text = plainText(box).trim();
    if (text !== "") this.leftOut("textbox", text);
    this.#within(null, () => this.blocks(box.children, sink));
  }

  #note({ kind, id, custom }: Inline["notes"][number], sink: Sink): void {
    const note = this.#marks.text(kind, id);
    if (note) this.#notesRead.add(note);
    const mark = custom ? "" : this.#marks.mark(kind, id);
    const inner: Line[] = [];
    this.blocks(note?.children ?? [], inner);
    const first = inner[0];
    if (!first) return;
    this.account("", mark);
    this.leftOut("footnote", `${mark}${first.text}`);
    sink.push({ ...first, text: `${mark}${first.text}`, mark: 0, bold: 0 }, ...inner.slice(1));
  }

  #context({ bold, ink }: Layout): InlineContext {
    return {
      styles: this.#styles,
      bold,
      ink,
      leftOut: (kind, text) => this.leftOut(kind, text),
      account: (before, after) => this.account(before, after),
      comment: (id) => {
        this.#commentsTold.add(id);
        this.leftOut("comment", plainText(this.#comments.get(id)).trim());
      },
      mark: (kind, id) => this.#marks.mark(kind, id),
    };
  }
}
