import type { KindName } from "../left-out.ts";
import { superscript } from "../text/superscript.ts";
import { isSymbolFont, readSymbols, symbolOf } from "../text/symbol-fonts.ts";
import { elsewise, isHiddenDrawing, remarksInFields } from "./unseen-parts.ts";
import { isUnseenInk, type RunInk } from "./run-ink.ts";
import { markStruckRuns } from "./struck-runs.ts";
import { fontOf, type Styles } from "./styles.ts";
import { child, descendants, value, type XmlElement } from "../package/xml.ts";
import { chosen, plainText, printedText, shownText, SILENT } from "./texts.ts";

/** The contents of a paragraph, in order; "\n" in a text is a line break, "\f" a page break. */
export interface Inline {
  pieces: Piece[];
  /** Contents of text boxes anchored in it. */
  boxes: XmlElement[];
  notes: { kind: "footnote" | "endnote"; id: string; custom: boolean; at: number }[];
}

interface Piece {
  text: string;
  bold: boolean;
  /** With a line through it. */
  struck: boolean;
}

export interface InlineContext {
  styles: Styles;
  bold: boolean;
  ink: RunInk;
  /** Set above the line. */
  raised?: boolean;
  font?: string;
  leftOut(kind: KindName, text: string): void;
  /** `before` stands in the file, `after` in the text read from it. */
  account: (before: string, after: string) => void;
  comment(id: string): void;
  /** The mark of a note, as it is to stand in the text. */
  mark(kind: "footnote" | "endnote", id: string): string;
}

const SIGNS: Record<string, string> = {
  tab: "\t",
  ptab: "\t",
  cr: "\n",
  noBreakHyphen: "-",
};

export function readInline(paragraph: XmlElement, context: InlineContext): Inline {
  const out: Inline = { pieces: [], boxes: [], notes: [] };
  for (const one of paragraph.children) readElement(one, context, out);
  markStruckRuns(out.pieces, context);
  for (const remark of remarksInFields(paragraph, out.pieces)) context.leftOut("code", remark);
  return out;
}

/** An element that is not known is entered: its text is kept rather than lost. */
function readElement(element: XmlElement, context: InlineContext, out: Inline): void {
  const { name } = element;
  if (SILENT.has(name)) return;
  if (name === "t" || name === "delText") return push(out, readRunText(element.text, context), context);
  if (name in SIGNS) return push(out, SIGNS[name] ?? "", context);
  if (name === "br") return push(out, element.attributes["type"] === "page" ? "\f" : "\n", context);
  if (name === "sym") return readSymbol(element, context, out);
  if (name === "r") return readRun(element, context, out);
  if (name === "del" || name === "moveFrom") {
    context.account(printedText(element), "");
    return context.leftOut("deleted", plainText(element));
  }
  if (name === "ins" || name === "moveTo") context.leftOut("inserted", plainText(element));
  if (name === "oMath") context.leftOut("formula", plainText(element));
  if (name === "footnoteReference" || name === "endnoteReference") return readReference(element, context, out);
  if (name === "commentReference") return context.comment(element.attributes["id"] ?? "");
  if (name === "drawing" || name === "pict" || name === "object") return readDrawing(element, context, out);
  if (name === "ruby") {
    context.account(printedText(child(element, "rt")), "");
    context.leftOut("ruby", plainText(child(element, "rt")));
    return enter(child(element, "rubyBase"), context, out);
  }
  if (name === "AlternateContent") {
    const other = elsewise(element);
    if (other !== "") context.leftOut("hidden", other);
    return enter(chosen(element), context, out);
  }
  enter(element, context, out);
}

function readRunText(text: string, { raised, font = "", account }: InlineContext): string {
  if (isSymbolFont(font)) {
    const signs = readSymbols(font, text);
    account(text, signs);
    return signs;
  }
  return raised ? superscript(text) : text;
}

function enter(element: XmlElement | undefined, context: InlineContext, out: Inline): void {
  for (const one of element?.children ?? []) readElement(one, context, out);
}

function readRun(run: XmlElement, context: InlineContext, out: Inline): void {
  const properties = child(run, "rPr");
  const bold = context.styles.isBold(properties, context.bold);
  const ink = context.styles.ink(properties, context.ink);
  if (isUnseenInk(ink)) {
    context.account(printedText(run), "");
    const text = plainText(run);
    if (text.trim() !== "") context.leftOut("hidden", text);
    return;
  }
  const raised = value(properties, "vertAlign") === "superscript";
  enter(run, { ...context, bold, ink, raised, font: fontOf(properties) }, out);
}

function readReference(element: XmlElement, context: InlineContext, out: Inline): void {
  const kind = element.name === "footnoteReference" ? "footnote" : "endnote";
  const id = element.attributes["id"] ?? "";
  const custom = element.attributes["customMarkFollows"] === "1";
  out.notes.push({ kind, id, custom, at: out.pieces.length });
  if (custom) return;
  const mark = context.mark(kind, id);
  context.account("", mark);
  push(out, mark, context);
}

function readDrawing(drawing: XmlElement, context: InlineContext, out: Inline): void {
  let seen = false;
  const isHidden = isHiddenDrawing(drawing);
  for (const one of withoutFallbacks(drawing)) {
    if (one.name === "AlternateContent" && elsewise(one) !== "") context.leftOut("hidden", elsewise(one));
    if (one.name === "txbxContent" && isHidden) {
      context.account(shownText(one), "");
      context.leftOut("hidden", plainText(one).trim());
    } else if (one.name === "txbxContent") out.boxes.push(one);
    else if (one.name === "blip" || one.name === "imagedata") context.leftOut("picture", altText(drawing));
    else if (one.name === "chart" || one.name === "relIds") context.leftOut("drawing", altText(drawing));
    else if (one.name === "OLEObject") context.leftOut("embedded", one.attributes["ProgID"] ?? "");
    else if (one.name === "textpath") readTextPath(one, context, out);
    else continue;
    seen = true;
  }
  if (!seen && drawing.name === "object") context.leftOut("embedded", "");
}

function readTextPath({ attributes }: XmlElement, context: InlineContext, out: Inline): void {
  const text = attributes["string"] ?? "";
  context.account("", text);
  push(out, text, context);
}

/** All below it, but of alternatives only one, and a text box as a whole. */
function* withoutFallbacks(element: XmlElement): Generator<XmlElement> {
  for (const one of element.name === "AlternateContent" ? [chosen(element) ?? []].flat() : element.children) {
    yield one;
    if (one.name !== "txbxContent") yield* withoutFallbacks(one);
  }
}

function altText(drawing: XmlElement): string {
  for (const { name, attributes } of descendants(drawing))
    if (name === "docPr") return attributes["descr"] ?? attributes["title"] ?? "";
  return "";
}

function readSymbol(element: XmlElement, context: InlineContext, out: Inline): void {
  const sign = symbol(element);
  const code = Number.parseInt(element.attributes["char"] ?? "", 16);
  context.account(code > 0 && code <= 0xffff ? String.fromCharCode(code) : "", sign);
  push(out, sign, context);
}

/** Word keeps characters of symbol fonts by their code in the font. */
function symbol({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes["char"] ?? "", 16);
  if (!(code > 0 && code <= 0xffff)) return "";
  const known = isSymbolFont(attributes["font"] ?? "") ? symbolOf(attributes["font"] ?? "", code) : null;
  return (
    known ??
    (isSymbolFont(attributes["font"] ?? "") ? String.fromCharCode(0xf000 | (code & 0xff)) : String.fromCharCode(code))
  );
}

function push(out: Inline, text: string, { bold, ink }: InlineContext): void {
  if (text !== "") out.pieces.push({ text, bold, struck: ink.struck });
}
