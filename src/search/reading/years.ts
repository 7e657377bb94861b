/** A year, or some, named in a folded text. */
export interface NamedYears {
  from: number;
  to: number;
  years: number[];
  /** Said from today: 去年, 近三年. */
  relative: boolean;
}

const FIRST = 1990;
const LAST = 2100;
const HAN = "〇一二三四五六七八九";
/** `零` is `〇` beforehand. */
const ABSOLUTE =
  /(?<![\d.,])((?:19|20)\d\d)年?(?:度)?(?:[-~至到]((?:19|20)\d\d))(?:年度?)?|(?<![\d.,])((?:19|20)\d\d)年度?|([一二][〇九][〇一二三四五六七八九]{2})年?(?:[-~至到]([一二][〇九][〇一二三四五六七八九]{2}))?年度?/gu;
const RELATIVE = /(大前年|前年|去年|上年度|上一年度|上一年|今年|本年度|这一年)(?:度)?/gu;
const RECENT = /(?:最近|过去|近|这)([二两三四五六七八九十]|\d{1,2})年来?/gu;
const BACK: Record<string, number> = { 大前年: 3, 前年: 2, 去年: 1, 上年度: 1, 上一年度: 1, 上一年: 1 };
const NUMBERS = "〇一二三四五六七八九十";

/**
 * Years as people say them. `known`: the years with reports, newest first. A year relative to today means the newest of them that
 * is not later. A number alone is no year: `isYear` judges those.
 */
export function yearsIn(folded: string, today: number, known: readonly number[]): NamedYears[] {
  const text = folded.replaceAll("零", "〇");
  const found: NamedYears[] = [];
  for (const match of text.matchAll(ABSOLUTE)) {
    const [whole, a, b, single, han, hanTo] = match;
    const first = Number(a ?? single) || fromHan(han);
    const last = Number(b) || (hanTo ? fromHan(hanTo) : first);
    if (first >= FIRST && last <= LAST)
      add(found, match.index, whole, range(Math.min(first, last), Math.max(first, last)));
  }
  for (const match of text.matchAll(RELATIVE)) {
    const year = today - (BACK[match[1] ?? ""] ?? 0);
    const nearest = known.find((each) => each <= year) ?? known.at(-1);
    if (nearest !== undefined) add(found, match.index, match[0], [nearest], true);
  }
  for (const match of text.matchAll(RECENT)) {
    const said = match[1] ?? "";
    const count = Number(said) || (said === "两" ? 2 : NUMBERS.indexOf(said));
    const wanted = range(today - count, today).filter((year) => known.includes(year));
    add(
      found,
      match.index,
      match[0],
      wanted.length > 0 ? wanted.slice(-count) : known.slice(0, count).toReversed(),
      true,
    );
  }
  return found.sort((a, b) => a.from - b.from).filter((each, i, all) => i === 0 || each.from >= (all[i - 1]?.to ?? 0));
}

/** A piece of its own that is the number of a year with reports. */
export const isYear = (folded: string, known: readonly number[]) =>
  /^(?:19|20)\d\d$/.test(folded) && known.includes(Number(folded));

const fromHan = (han: string | undefined) => Number(Array.from(han ?? "", (digit) => HAN.indexOf(digit)).join("")) || 0;

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

function add(found: NamedYears[], from: number, text: string, years: number[], relative = false) {
  if (years.length > 0) found.push({ from, to: from + text.length, years, relative });
}
