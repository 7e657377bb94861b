/** How a heading is numbered: 第一部分, Part 1, 第一章, 第一节, 壹、, 一、, （一）, 1、, 1., （1）, 1), ①, I、, and 1.1 or I-1 (`path`). */
export type NumeralStyle =
  | "part"
  | "chapter"
  | "section"
  | "roman"
  | "formal"
  | "han"
  | "han-space"
  | "han-bracket"
  | "path"
  | "comma"
  | "dot"
  | "space"
  | "bracket"
  | "half-bracket"
  | "circle";

export interface Numeral {
  style: NumeralStyle;
  /** One number, or for `path` each of its parts: 1.2.3 is [1, 2, 3]. */
  path: number[];
  /** As printed with its mark and the space after it: "（四） ". */
  printed: string;
  /** The text after it. */
  rest: string;
}

const FORMAL = "壹贰叁肆伍陆柒捌玖拾佰";
const HAN = `[一二三四五六七八九十百零〇○${FORMAL}]{1,5}`;
const ROMAN = "(?:[IVX]{1,5}|[Ⅰ-Ⅻ])";
const D = "[0-9０-９]{1,2}";
const ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const COUNT = `(${D}|${ROMAN}|${ENGLISH.join("|")})(?:\\s*[、：:．.|]\\s*|\\s+|(?=\\p{Script=Han}))`;

const FORMS: [NumeralStyle, RegExp][] = [
  ["part", new RegExp(`^第\\s?(${HAN}|${D})\\s?(?:大?部分|篇|编|板块)\\s*[、：:．.]?\\s*`)],
  ["chapter", new RegExp(`^第\\s?(${HAN}|${D})\\s?章\\s*[、：:．.]?\\s*`)],
  ["part", new RegExp(`^part\\s*${COUNT}`, "iu")],
  ["chapter", new RegExp(`^chapter\\s*${COUNT}`, "iu")],
  ["section", new RegExp(`^第\\s?(${HAN}|${D})\\s?节\\s*[、：:．.]?\\s*`)],
  ["han-bracket", new RegExp(`^[（(〔【]\\s?(${HAN})\\s?[）)〕】]\\s*[、：:．.，]?\\s*`)],
  ["han-bracket", /^([㈠-㈩])\s*[、：:．.]?\s*/],
  ["formal", new RegExp(`^([${FORMAL}]{1,3})\\s?[、．.:：]\\s*`)],
  ["han", new RegExp(`^(${HAN})\\s?[、．.:：]\\s*`)],
  ["han-space", new RegExp(`^(${HAN})[ \\u3000\\t]+`)],
  [
    "path",
    new RegExp(`^(${ROMAN}\\s?[-－–]\\s?${D}(?:\\s?[-－–.．]\\s?${D})*)[、：:．.]?\\s*(?![0-9０-９年月日%％.])`),
  ],
  ["path", new RegExp(`^(${D}(?:[.．]${D}){1,4})[、．.]?[ \\u3000\\t]*(?![0-9０-９%％.．])`)],
  ["roman", new RegExp(`^(${ROMAN})\\s?[、．.]\\s*(?![A-Za-z])`)],
  ["bracket", new RegExp(`^[（(]\\s?(${D})\\s?[）)]\\s*[、：:．.]?\\s*`)],
  ["bracket", /^([⑴-⒇])\s*[、：:．.]?\s*/],
  ["half-bracket", new RegExp(`^(${D})\\s?[）)]\\s*[、.．]?\\s*`)],
  ["circle", /^([①-⑳])\s*[、．.]?\s*/],
  ["comma", new RegExp(`^(${D})\\s?、\\s*(?!\\s*[0-9０-９](?![0-9０-９]{0,3}\\s?(?:年|月\\s?[0-9０-９])))`)],
  ["dot", new RegExp(`^(${D})\\s?[．.]\\s*(?!\\s*[0-9０-９])`)],
  ["dot", /^([⒈-⒛])\s*/],
  ["dot", new RegExp(`^(${D})[．.][ \\u3000\\t]+`)],
  ["space", new RegExp(`^(${D})[ \\u3000\\t]+(?!\\s*[0-9０-９])`)],
];

const LONGEST = 40;

/** Reads the numeral a text begins with, whatever it numbers; null if there is none or nothing follows it. */
export function parseNumeral(text: string): Numeral | null {
  const start = text.slice(0, LONGEST);
  if (!/^[第（(〔【㈠-㈩一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾0-9０-９IVXⅠ-Ⅻ①-⒛PpCc]/.test(start)) return null;
  for (const [style, form] of FORMS) {
    const found = form.exec(start);
    const printed = found?.[0] ?? "";
    if (!found || printed.length >= text.length) continue;
    const path = toPath(found[1] ?? "");
    if (path) return { style, path, printed, rest: text.slice(printed.length) };
  }
  return null;
}

function toPath(printed: string): number[] | null {
  const parts = printed.split(/\s?[.．\-－–]\s?/).map(toNumber);
  return parts.every((part) => part > 0) ? parts : null;
}

const HAN_DIGITS = "〇一二三四五六七八九";
const ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

function toNumber(printed: string): number {
  const c = printed.codePointAt(0) ?? 0;
  if (c >= 0x2460 && c <= 0x2473) return c - 0x245f;
  if (c >= 0x2474 && c <= 0x2487) return c - 0x2473;
  if (c >= 0x2488 && c <= 0x249b) return c - 0x2487;
  if (c >= 0x3220 && c <= 0x3229) return c - 0x321f;
  if (c >= 0x2160 && c <= 0x216b) return c - 0x215f;
  const english = ENGLISH.indexOf(printed.toLowerCase());
  if (english >= 0) return english + 1;
  if (/^[IVX]+$/.test(printed)) return ROMANS.indexOf(printed) + 1;
  if (/^[0-9０-９]+$/.test(printed)) return Number(halfWidth(printed));
  return hanNumber(printed);
}

export function halfWidth(text: string): string {
  return text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

function hanNumber(printed: string): number {
  const plain = printed.replace(/[壹贰叁肆伍陆柒捌玖拾佰]/g, (c) => "一二三四五六七八九十百"[FORMAL.indexOf(c)] ?? c);
  const text = plain.replace(/[零○]/g, "〇");
  const [, hundreds, tens, ones] = /^(?:(.?)百)?〇?(?:(.?)十)?(.?)$/.exec(text) ?? [];
  if (ones === undefined) return 0;
  const digit = (c: string | undefined, alone: number) =>
    c === undefined ? 0 : c === "" ? alone : HAN_DIGITS.indexOf(c);
  return digit(hundreds, 1) * 100 + digit(tens, 1) * 10 + digit(ones, 0);
}

const RANKS: Record<NumeralStyle, number> = {
  part: 0,
  chapter: 1,
  section: 2,
  roman: 3,
  formal: 3,
  han: 4,
  "han-space": 4,
  "han-bracket": 5,
  path: 6,
  comma: 6,
  dot: 6,
  space: 6,
  bracket: 7,
  "half-bracket": 7,
  circle: 8,
};

/** How high a style usually stands: 第一部分 is 0. */
export function rankOf(style: NumeralStyle): number {
  return RANKS[style];
}

const ALIKE: Partial<Record<NumeralStyle, NumeralStyle>> = { "han-space": "han", "half-bracket": "bracket" };

/** One style under its several prints (一、 and 一 with a space). */
export function sameStyle(a: NumeralStyle, b: NumeralStyle): boolean {
  return (ALIKE[a] ?? a) === (ALIKE[b] ?? b);
}

export function isHan(style: NumeralStyle): boolean {
  return RANKS[style] <= 5;
}

const SLIPS: NumeralStyle[][] = [
  ["han", "han-space", "han-bracket"],
  ["comma", "dot", "space", "bracket", "half-bracket"],
];

/** Whether one may be printed for the other by a slip of the pen, as （四） for 四、. */
export function mayStandFor(a: NumeralStyle, b: NumeralStyle): boolean {
  return sameStyle(a, b) || SLIPS.some((kind) => kind.includes(a) && kind.includes(b));
}
