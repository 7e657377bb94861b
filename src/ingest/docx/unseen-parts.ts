import { child, descendants, type XmlElement } from "../package/xml.ts";
import { isRemark } from "../text/remark.ts";
import { chosen, shownText } from "./texts.ts";

const bare = (text: string) => text.replace(/\s/g, "");

/** What an alternative for old software has beyond the one that is shown, "" if nothing. */
export function elsewise(alternate: XmlElement): string {
  const other = child(alternate, "Fallback");
  if (!other || other === chosen(alternate)) return "";
  const shown = bare(shownText(chosen(alternate)));
  const lines = shownText(other)
    .split("\n")
    .filter((line) => bare(line) !== "" && !shown.includes(bare(line)));
  return lines.join("\n").trim();
}

/** English metric units and points: beside any page. */
const FAR_EMU = -7_000_000;
const FAR_POINTS = 1_000;

/** Not shown, or set beside the page. */
export function isHiddenDrawing(drawing: XmlElement): boolean {
  for (const { name, attributes, text } of drawingParts(drawing)) {
    if ((name === "docPr" || name === "anchor") && /^(?:1|true)$/.test(attributes["hidden"] ?? "")) return true;
    if (name === "posOffset" && Number(text) <= FAR_EMU) return true;
    const style = (attributes["style"] ?? "").toLowerCase().replace(/\s/g, "");
    if (/(?:^|;)(?:visibility:hidden|display:none)/.test(style)) return true;
    const at = /(?:^|;)(?:left|top|margin-left|margin-top):-(\d{1,6})/.exec(style);
    if (at && Number(at[1]) >= FAR_POINTS) return true;
  }
  return false;
}

/** What says where it stands; not the text in it. */
function* drawingParts(element: XmlElement): Generator<XmlElement> {
  for (const one of element.children) {
    yield one;
    if (one.name !== "txbxContent") yield* drawingParts(one);
  }
}

/** Sentences that stand quoted in the codes of fields, and not in the text. */
export function remarksInFields(paragraph: XmlElement, pieces: readonly { text: string }[]): string[] {
  let codes = "";
  for (const { name, attributes, text } of drawingParts(paragraph)) {
    if (name === "instrText" || name === "delInstrText") codes += text;
    else if (name === "fldSimple") codes += ` ${attributes["instr"] ?? ""} `;
  }
  if (codes === "") return [];
  const shown = pieces.map(({ text }) => text).join("");
  const quoted = [...codes.matchAll(/["“]([^"“”]{1,2000})["”]/g)].map(([, words = ""]) => words.trim());
  return quoted.filter((words) => isRemark(words) && !shown.includes(words));
}

/** Sentences in data that a document keeps beside its text: variables, custom XML. */
export function remarksInData(parts: readonly (XmlElement | undefined)[], document: XmlElement): string[] {
  const found: string[] = [];
  for (const part of parts)
    for (const { name, attributes, text } of part ? descendants(part) : [])
      found.push(name === "docVar" ? (attributes["val"] ?? "") : part?.name === "settings" ? "" : text);
  const remarks = found.map((text) => text.trim()).filter(isRemark);
  if (remarks.length === 0) return [];
  const shown = bare(shownText(document));
  return remarks.filter((text) => !shown.includes(bare(text)));
}
