import type { KindName } from "../left-out.ts";
import { superscript } from "../text/superscript.ts";
import { isSymbolFont, readSymbols, symbolOf } from "../text/symbol-fonts.ts";
import { fontOf, type Styles } from "./styles.ts";
import { child, descendants, toggle, value, type XmlElement } from "../package/xml.ts";

/** The contents of a paragraph, in order; "\n" in a text is a line break, "\f" a page break. */
export interface Inline {
  pieces: { text: string; bold: boolean }[];
  /** Contents of text boxes anchored in it. */
  boxes: XmlElement[];
  notes: { kind: "footnote" | "endnote"; id: string; custom: boolean; at: number }[];
}

export interface InlineContext {
  styles: Styles;
  bold: boolean;
  hidden: boolean;
  white: boolean;
  tiny: boolean;
  shaded: boolean;
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

const SILENT = new Set(
  (
    "pPr rPr sdtPr sdtEndPr fldData instrText delInstrText rubyPr footnoteRef endnoteRef binData ffData " +
    "tblPr trPr tcPr sectPr bookmarkStart bookmarkEnd proofErr numPr"
  ).split(" "),
);
const SIGNS: Record<string, string> = {
  tab: "\t",
  ptab: "\t",
  cr: "\n",
  noBreakHyphen: "-",
};

export function readInline(paragraph: XmlElement, context: InlineContext): Inline {
  const out: Inline = { pieces: [], boxes: [], notes: [] };
  for (const one of paragraph.children) readElement(one, context, out);
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
  enter(name === "AlternateContent" ? chosen(element) : element, context, out);
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

/** The same content twice, for new and for old software: the first is taken. */
export const chosen = (alternate: XmlElement) => child(alternate, "Choice") ?? child(alternate, "Fallback");

function readRun(run: XmlElement, context: InlineContext, out: Inline): void {
  const properties = child(run, "rPr");
  const bold = context.styles.run(properties, "b", context.bold);
  const { white, tiny, shaded } = context.styles.unseen(properties, context);
  if (context.styles.run(properties, "vanish", context.hidden) || tiny || (white && !shaded)) {
    context.account(printedText(run), "");
    const text = plainText(run);
    if (text.trim() !== "") context.leftOut("hidden", text);
    return;
  }
  if (toggle(properties, "strike") || toggle(properties, "dstrike")) context.leftOut("struck", plainText(run));
  const raised = value(properties, "vertAlign") === "superscript";
  enter(run, { ...context, bold, raised, font: fontOf(properties) }, out);
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
  for (const one of withoutFallbacks(drawing)) {
    if (one.name === "txbxContent") out.boxes.push(one);
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

function push(out: Inline, text: string, { bold }: InlineContext): void {
  if (text !== "") out.pieces.push({ text, bold });
}

/** The text below an element that Word prints. */
export function printedText(element: XmlElement | undefined): string {
  if (!element) return "";
  const own = element.name === "t" ? element.text : element.name === "p" ? "\n" : "";
  return own + element.children.map(printedText).join("");
}

/** The text below an element that Word would print, each alternative once. */
export function shownText(element: XmlElement | undefined): string {
  if (!element) return "";
  if (element.name === "AlternateContent") return shownText(chosen(element));
  if (element.name === "sym") return String.fromCharCode(Number.parseInt(element.attributes["char"] ?? "", 16) || 32);
  if (element.name === "noBreakHyphen") return "-";
  const own = element.name === "t" ? element.text : element.name === "p" ? "\n" : element.name === "tab" ? " " : "";
  return own + element.children.map(shownText).join("");
}

/** All text below an element, for notes. */
export function plainText(element: XmlElement | undefined): string {
  if (!element) return "";
  let text = element.name === "t" || element.name === "delText" ? element.text : element.name === "tab" ? " " : "";
  for (const one of element.children) if (!SILENT.has(one.name)) text += plainText(one);
  return text + (element.name === "p" ? "\n" : "");
}
