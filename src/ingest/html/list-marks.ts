import { Parser } from "htmlparser2";
import { formatNumber } from "../text/number-format.ts";

interface List {
  /** How its lines are numbered; null for bullets, "none" for lines without a mark. */
  format: string | null;
  next: number;
  step: 1 | -1;
}

const TYPES: Record<string, string> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};
const STYLES: Record<string, string> = {
  decimal: "decimal",
  "decimal-leading-zero": "decimalZero",
  "lower-alpha": "lowerLetter",
  "lower-latin": "lowerLetter",
  "upper-alpha": "upperLetter",
  "upper-latin": "upperLetter",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
  "cjk-ideographic": "chineseCounting",
  "simp-chinese-informal": "chineseCounting",
  "trad-chinese-informal": "chineseCounting",
  "simp-chinese-formal": "chineseLegalSimplified",
  "trad-chinese-formal": "chineseLegalSimplified",
  "cjk-decimal": "ideographDigital",
  "cjk-heavenly-stem": "ideographTraditional",
  "cjk-earthly-branch": "ideographZodiac",
  none: "none",
  disc: "bullet",
  circle: "bullet",
  square: "bullet",
};
const STYLE = /list-style(?:-type)?\s{0,8}:\s{0,8}([a-z-]{1,30})/i;

/** The marks a browser prints before list lines; each is given out once, to the first line of its item. */
export class ListMarks {
  readonly #lists: List[] = [];
  readonly #reversed: number[];
  #waiting = "";

  /** `source`: the page, whose reversed lists count down from how many lines they have. */
  constructor(source: string) {
    this.#reversed = /\sreversed/i.test(source) ? countReversed(source) : [];
  }

  open(name: string, attributes: Record<string, string>): void {
    const isReversed = name === "ol" && "reversed" in attributes;
    const first = isReversed ? (this.#reversed.shift() ?? 1) : 1;
    this.#lists.push({
      format: formatOf(name, attributes),
      next: whole(attributes["start"]) ?? first,
      step: isReversed ? -1 : 1,
    });
  }

  close(): void {
    this.#lists.pop();
    this.#waiting = "";
  }

  item(attributes: Record<string, string>): void {
    const list = this.#lists.at(-1);
    const n = whole(attributes["value"]) ?? list?.next ?? 1;
    if (list) list.next = n + list.step;
    this.#waiting = markOf(list?.format ?? null, n);
  }

  take(): string {
    const taken = this.#waiting;
    this.#waiting = "";
    return taken;
  }
}

function formatOf(name: string, attributes: Record<string, string>): string | null {
  const styled = STYLES[STYLE.exec(attributes["style"] ?? "")?.[1]?.toLowerCase() ?? ""];
  if (styled) return styled === "bullet" ? null : styled;
  return name === "ul" ? null : (TYPES[attributes["type"] ?? ""] ?? "decimal");
}

function markOf(format: string | null, n: number): string {
  if (format === null) return "•";
  if (format === "none") return "";
  const printed = formatNumber(n, format) ?? String(n);
  return /\p{Script=Han}/u.test(printed) ? `${printed}、` : `${printed}.`;
}

/** How many lines each reversed list has, in the order in which they open. */
function countReversed(source: string): number[] {
  const counts: number[] = [];
  const open: number[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === "ol" || name === "ul")
        open.push(name === "ol" && "reversed" in attributes ? counts.push(0) - 1 : -1);
      const at = open.at(-1) ?? -1;
      if (name === "li" && at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    },
    onclosetag: (name) => {
      if (name === "ol" || name === "ul") open.pop();
    },
  });
  parser.end(source);
  return counts;
}

const whole = (text: string | undefined) => (/^-?\d{1,6}$/.test(text ?? "") ? Number(text) : null);
