import { parseHanNumber } from "./han-number.ts";
import { HAN_UNIT, MULTIPLES, FIGURE_UNIT, unitInWords } from "./units.ts";

/** A number with its unit at its place in a text. */
export interface ScannedNumber {
  start: number;
  end: number;
  value: number | null;
  upTo: number | null;
  unit: string;
  step: number;
  approximate: boolean;
}

const MULTIPLE = "万亿|百万|千万|十万|万|亿|千(?!瓦|克|米|伏)|百(?!分)";
/** Thousands are parted by commas, or by thin or ordinary blanks: 9 000. */
const ARABIC = String.raw`\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const HAN_DIGITS = "零〇一二两三四五六七八九十百千万亿";
const HAN = `[${HAN_DIGITS}]+`;
const MORE = "余|多|来";
const AFTER = "以上|以下|以内|左右|上下";
const DASH = "--?|–|—|~|～|至|到";
const ANY = "(?:人民)?";

/** Letters, 第 and digits before a number make it a name, an ordinal or a part of another: G60, 第9份, ISO9001. */
const ARABIC_FIGURE = new RegExp(
  `(?<![\\d.,A-Za-z_/]|[第每]\\s?|[A-Za-z]-)(?:(?<low>${ARABIC})(?:\\s?(?<lowMultiple>${MULTIPLE}))?\\s?(?:%|${FIGURE_UNIT})?\\s?(?:${DASH})\\s?)?` +
    `(?<number>${ARABIC})\\s?(?<more>${MORE})?\\s?(?<multiple>${MULTIPLE})?\\s?(?<more2>${MORE})?\\s?${ANY}(?<unit>(?:${FIGURE_UNIT})(?:/(?:[年月日天次人户件吨]|小时|[dDah](?![A-Za-z])))?)?(?<after>${AFTER})?`,
  "g",
);
const PER_CENT = new RegExp(
  `百分之(?:(?<arabic>${ARABIC})|(?<han>${HAN})(?:点(?<point>[零〇一二三四五六七八九]+))?)`,
  "g",
);
const HAN_FIGURE = new RegExp(
  `(?<![第每之${HAN_DIGITS}\\d.])(?<number>${HAN})(?<more>${MORE})?(?<unit>${HAN_UNIT})(?<after>${AFTER})?`,
  "g",
);
const WITHHELD = new RegExp(
  `(?:\\*{2,}|[×Ｘ]{2,}|(?<![A-Za-z])X{2,})\\s?(?<multiple>${MULTIPLE})?\\s?(?<unit>${FIGURE_UNIT})`,
  "g",
);

const ABOUT = /(?:近|约|超|超过|逾|大约|接近|将近|不足|不到|不少于|不低于|不超过|至少|最多|上|高达|达?到?约)\s*$/;

/** Full-width digits and marks by their half-width forms, one for one, so that offsets stay. */
const fold = (text: string) =>
  text.replace(/[０-９％．＊]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll("﹪", "%");

/** How far around a number its context is looked for; a paragraph may be as long as a file. */
const WINDOW = 60;
const before = (text: string, at: number) => text.slice(Math.max(0, at - WINDOW), at);

/** Without the last digits of binary fractions: 5.98 × 10,000 is 59,800. */
export const round = (value: number) => Number(value.toPrecision(15));
const toNumber = (printed: string) => Number(printed.replace(/[,\s]/g, ""));
const decimals = (printed: string) => printed.split(".")[1]?.length ?? 0;

/** Every stated quantity of a text, in order. Dates, ordinals, names and numbers without unit are none. */
export function scanFigures(printed: string): ScannedNumber[] {
  const text = fold(printed);
  const found = [...arabic(text), ...perCent(text), ...han(text), ...withheld(text)];
  let last = 0;
  return found
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      const free = start >= last;
      if (free) last = end;
      return free;
    });
}

function* arabic(text: string): Generator<ScannedNumber> {
  for (const match of text.matchAll(ARABIC_FIGURE)) {
    const { low, lowMultiple, number = "", more, multiple = "", more2, unit = "", after } = match.groups ?? {};
    const start = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
    const end = match.index + match[0].length;
    const bare = unit === "";
    if (bare && !isBareFigure(text, match[0], number, multiple, start, end)) continue;
    if (!bare && isName(text, start, end, unit)) continue;
    const scale = MULTIPLES[multiple] ?? 1;
    const last = round(toNumber(number) * scale);
    const first = low === undefined ? null : round(toNumber(low) * (MULTIPLES[lowMultiple ?? multiple] ?? 1));
    if (first !== null && first >= last) continue;
    yield {
      start,
      end: start + match[0].trim().length,
      value: first ?? last,
      upTo: first === null ? null : last,
      unit: unitInWords(unit),
      step: round(scale / 10 ** decimals(number)),
      approximate: first !== null || Boolean(more ?? more2 ?? after) || ABOUT.test(before(text, start)),
    };
  }
}

/** 服务人口73万, 满意度 81.13: a multiple or a measured score may do without unit. */
function isBareFigure(text: string, whole: string, number: string, multiple: string, start: number, end: number) {
  const next = text.slice(end, end + WINDOW);
  if (/^[\p{Script=Han}A-Za-z+\d]/u.test(next) || /[年月日号时:：]\s*$/.test(whole)) return false;
  if (multiple === "万" || multiple === "亿") return true;
  return number.includes(".") && /(?:满意度|满意率|得分|指数|评分)\s*(?:为|达|达到)?\s*$/.test(before(text, start));
}

function isName(text: string, start: number, end: number, unit: string): boolean {
  const lead = before(text, start);
  const next = text.slice(end, end + WINDOW);
  if (/[“"《〈(（-]\s*$/.test(lead) && /^[^，。]{0,4}[”"》〉]/.test(next)) return true;
  if (unit === "套" && /(?:央视|卫视|频道|CCTV)-?\s*$/.test(lead)) return true;
  if (unit === "秒" && /分\s*$/.test(lead)) return true;
  if (unit === "分" && (/[时点:：]\s*$/.test(lead) || /^\s?\d/.test(next))) return true;
  if (/^[升度米]$/.test(unit) && /^\s?\d/.test(next)) return true;
  return false;
}

const ROUNDED_AFTER = new RegExp(`^(?:${AFTER})`);

function* perCent(text: string): Generator<ScannedNumber> {
  for (const match of text.matchAll(PER_CENT)) {
    const { arabic: digits, han: numerals, point } = match.groups ?? {};
    const whole = digits === undefined ? parseHanNumber(numerals ?? "") : toNumber(digits);
    if (whole === null) continue;
    const fraction = point === undefined ? "" : Array.from(point, (char) => parseHanNumber(char) ?? 0).join("");
    const places = fraction.length || decimals(digits ?? "");
    const end = match.index + match[0].length;
    yield {
      start: match.index,
      end,
      value: round(whole + Number(`0.${fraction || 0}`)),
      upTo: null,
      unit: "%",
      step: 1 / 10 ** places,
      approximate: ABOUT.test(before(text, match.index)) || ROUNDED_AFTER.test(text.slice(end, end + WINDOW)),
    };
  }
}

/** A lone 一 is an article, 二次 and 二期 mean the second, 百名 without 近 is a manner of speaking. */
const NOT_COUNTED = /^[一二]$|^[百千万亿]{1,2}$/;
const MANNER = /^(?:方面|原则|层面|维度|角度|阶段|环节|步骤|结合|坚持|方向|主体|关键|确保|覆盖|统筹|帮助|统一|到位)/;

function* han(text: string): Generator<ScannedNumber> {
  for (const match of text.matchAll(HAN_FIGURE)) {
    const { number = "", more, unit = "", after } = match.groups ?? {};
    const lead = before(text, match.index);
    const next = text.slice(match.index + match[0].length).slice(0, WINDOW);
    const about = ABOUT.test(lead);
    const isTenth = unit === "成";
    if (NOT_COUNTED.test(number) && !(about || more)) continue;
    if (/[“"《]\s*$/.test(lead) || (/^[个项]$/.test(unit) && MANNER.test(next))) continue;
    if (/[数几好]\s*$/.test(lead) || (isTenth && /^[立员为长本熟]/.test(next))) continue;
    const value = parseHanNumber(number);
    if (value === null || (isTenth && value > 9)) continue;
    const tenth = isTenth ? /^[一二三四五六七八九](?![\p{Script=Han}&&[^，。]])/v.exec(next) : null;
    yield {
      start: match.index,
      end: match.index + match[0].length + (tenth ? 1 : 0),
      value: isTenth ? value * 10 + (tenth ? (parseHanNumber(tenth[0]) ?? 0) : 0) : value,
      upTo: null,
      unit: isTenth ? "%" : unit,
      step: isTenth ? (tenth ? 1 : 10) : 1,
      approximate: about || Boolean(more ?? after) || (isTenth && !tenth),
    };
  }
}

function* withheld(text: string): Generator<ScannedNumber> {
  for (const match of text.matchAll(WITHHELD))
    yield {
      start: match.index,
      end: match.index + match[0].length,
      value: null,
      upTo: null,
      unit: unitInWords(match.groups?.["unit"] ?? ""),
      step: 0,
      approximate: false,
    };
}
