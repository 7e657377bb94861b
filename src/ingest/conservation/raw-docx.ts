import { rawText, type RawText } from "./raw-text.ts";

const TEXT = new Set(["t", "sym", "noBreakHyphen"]);
/** The end of a word, and so of a number. */
const BREAKS = new Set([
  "p",
  "tab",
  "br",
  "cr",
  "ptab",
  "tc",
  "txbxContent",
  "footnote",
  "endnote",
  "footnoteReference",
  "endnoteReference",
]);

/** All text of a Word file's parts (notes, headers and footers apart), found by its tags alone: no tree, no styles, no numbering. */
export function rawDocx(document: string, parts: readonly string[]): RawText {
  const body = scan(document);
  const foot = parts.map(scan);
  return rawText(body.text, {
    apart: [body.boxes, ...foot.flatMap(({ text, boxes }) => [text, boxes])].join("\n"),
    raised: "joined",
  });
}

function scan(xml: string): { text: string; boxes: string } {
  const out = { text: "", boxes: "" };
  const alternatives: boolean[] = [];
  let [boxes, unseen] = [0, 0];
  const add = (text: string) => {
    if (unseen > 0) return;
    if (boxes > 0) out.boxes += text;
    else out.text += text;
  };
  for (const { name, attributes, closes, isEmpty, after } of tagsOf(xml)) {
    if (BREAKS.has(name)) add("\n");
    if (name === "AlternateContent" && closes) alternatives.pop();
    else if (name === "AlternateContent" && !isEmpty) alternatives.push(false);
    if (name === "Choice" && !closes && alternatives.length > 0) alternatives[alternatives.length - 1] = true;
    if (name === "Fallback" && !isEmpty && alternatives.at(-1) === true) unseen += closes ? -1 : 1;
    if (name === "txbxContent" && !isEmpty) boxes += closes ? -1 : 1;
    if (closes || !TEXT.has(name)) continue;
    if (name === "t") add(decoded(after));
    else add(name === "sym" ? symbol(attributes) : "-");
  }
  return out;
}

interface Tag {
  /** Without its prefix. */
  name: string;
  attributes: string;
  closes: boolean;
  isEmpty: boolean;
  /** The text up to the next tag. */
  after: string;
}

function* tagsOf(xml: string): Generator<Tag> {
  for (let at = xml.indexOf("<"); at >= 0;) {
    const end = xml.indexOf(">", at);
    if (end < 0) return;
    const next = xml.indexOf("<", end);
    const inner = xml.slice(at + 1, end);
    const closes = inner.startsWith("/");
    const named = /^\/?(?:[\w.-]{1,40}:)?(\w{1,60})/.exec(inner);
    yield {
      name: named?.[1] ?? "",
      attributes: inner.slice(named?.[0].length ?? 0),
      closes,
      isEmpty: inner.endsWith("/"),
      after: xml.slice(end + 1, next < 0 ? xml.length : next),
    };
    at = next;
  }
}

function symbol(attributes: string): string {
  const code = /\bchar="([0-9A-Fa-f]{4})"/.exec(attributes)?.[1];
  return code ? String.fromCharCode(Number.parseInt(code, 16)) : "";
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decoded = (text: string) =>
  text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
