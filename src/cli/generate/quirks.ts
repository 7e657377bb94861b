import type { Random } from "./random.ts";

/** The quirks that make a file of a real report hard to read; each report has some. */
export interface Quirks {
  contents: "none" | "plain" | "leaders";
  /** The contents list lacks an entry, or words one differently. */
  contentsDisagree: boolean;
  titleRepeated: boolean;
  /** A paragraph cut in two, as by the end of a page. */
  pageCut: "none" | "clause" | "number" | "before-number" | "doubled";
  hardWraps: boolean;
  closingDots: boolean;
  /** A decimal point as a character of a font's own. */
  privatePoint: boolean;
  fullWidthSpaces: boolean;
}

export const planQuirks = (random: Random): Quirks => ({
  contents: random.pick(["none", "none", "plain", "leaders"]),
  contentsDisagree: random.chance(0.4),
  titleRepeated: random.chance(0.25),
  pageCut: random.pick(["none", "none", "clause", "number", "before-number", "doubled"]),
  hardWraps: random.chance(0.15),
  closingDots: random.chance(0.15),
  privatePoint: random.chance(0.06),
  fullWidthSpaces: random.chance(0.2),
});

const CUTS: Record<Exclude<Quirks["pageCut"], "none">, RegExp> = {
  clause: /，(?=\p{Script=Han}{4})/u,
  number: /(?<=\p{Script=Han}\d{1,3}\.)(?=\d[%万])/u,
  "before-number": /(?<=\p{Script=Han}{6})(?=\d{2,3}[名人次])/u,
  doubled: /(?<=，\p{Script=Han}{6})(?=\p{Script=Han}{6})/u,
};

/** The paragraph in two pieces, or whole if it has no place for such a cut. */
export function cutParagraph(text: string, cut: Quirks["pageCut"]): string[] {
  if (cut === "none") return [text];
  const found = CUTS[cut].exec(text);
  if (!found || found.index < 24) return [text];
  const at = found.index + found[0].length;
  const again = cut === "doubled" ? text.slice(at - 1, at) : "";
  return [text.slice(0, at), again + text.slice(at)];
}

const PRIVATE_POINT = "\uE01F";

export const withPrivatePoint = (text: string) => text.replace(/(?<=\d)\.(?=\d%)/, PRIVATE_POINT);

const WIDTH = 76;
const columns = (text: string) => Array.from(text).reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2000 ? 2 : 1), 0);
const NEVER_FIRST = /^[，。；：、）”》％%！？]/;

/** Lines of a fixed width, the first indented; no line begins with a closing mark, no number or Latin word is broken. */
export function hardWrap(text: string): string[] {
  const lines: string[] = [];
  let line = "    ";
  for (const piece of text.match(/[A-Za-z0-9.,%*]+|./gu) ?? []) {
    if (columns(line + piece) > WIDTH && !NEVER_FIRST.test(piece)) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}
