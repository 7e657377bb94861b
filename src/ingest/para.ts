import type { LineTable } from "./line.ts";
import { closeUp } from "./text/letter-spacing.ts";
import { parseNumeral, type Numeral } from "./signs/numeral.ts";

/** A paragraph in the making: lines put together, and what the rules have found it to be so far. */
export interface Para {
  text: string;
  line: number;
  gap: number;
  newPage: boolean;
  broken: boolean;
  mark: number;
  bold: number;
  table: LineTable | null;
  numeral: Numeral | null;
  role: "text" | "heading" | "item" | "signature" | "table";
  /** For an item: the mark as printed. */
  marker: string;
  /** For a heading on one line with its text: the place at which the text begins; else 0. */
  inlineAt: number;
  /** Put together from several lines, the last of which ends short of the margin. */
  endsEarly: boolean;
}

export function setText(para: Para, text: string): void {
  para.text = text;
  para.numeral = para.table || para.marker ? null : parseNumeral(text);
}

const LONGEST_TITLE = 120;

/** The text after the numeral. */
export function paraTitle(para: Para): string {
  return bareTitle(para.numeral?.rest ?? para.text);
}

/** Without the punctuation that closes a heading. */
export function bareTitle(text: string): string {
  if (text.length > LONGEST_TITLE) return text;
  return closeUp(text)
    .replace(/[\s：:。．.、，；;]+$/, "")
    .replace(/^[\s：:、．.●■◆★▲►▶◇□☆▪◎♦❖]+/u, "")
    .replace(/^[【〔]([^】〕]+)[】〕]$/, "$1");
}
