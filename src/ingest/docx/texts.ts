import { child, type XmlElement } from "../package/xml.ts";

/** Elements that hold no text of the document. */
export const SILENT = new Set(
  (
    "pPr rPr sdtPr sdtEndPr fldData instrText delInstrText rubyPr footnoteRef endnoteRef binData ffData " +
    "tblPr trPr tcPr sectPr bookmarkStart bookmarkEnd proofErr numPr"
  ).split(" "),
);

/** The same content twice, for new and for old software: the first is taken. */
export const chosen = (alternate: XmlElement) => child(alternate, "Choice") ?? child(alternate, "Fallback");

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
