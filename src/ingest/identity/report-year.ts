import { halfWidth } from "../signs/numeral.ts";

export interface YearFound {
  year: number;
  /** As printed: 2017-2018年度. */
  printed: string;
  range: boolean;
}

const HAN_YEAR = /[一二三四五六七八九〇○零OoＯ]{4}(?=\s?年)/g;
const DIGITS = "〇一二三四五六七八九";
const YEAR = "(?<![\\d])(\\d{4})(?!\\d)";
const RANGE = new RegExp(`${YEAR}\\s?年?度?\\s?(?:[-－—–~～至到]|--)+\\s?${YEAR}\\s?学?年`);
const SINGLE = new RegExp(`${YEAR}\\s?(?:年|度)`);
const ALONE = new RegExp(`${YEAR}`);
const EARLIEST = 1990;

/** The year a title speaks of: 2023 年度, 二〇一九年, （2021年度）; of 2017-2018年度 the last. */
export function yearInTitle(title: string): YearFound | null {
  return firstYear(title, [RANGE, SINGLE, ALONE]);
}

/** The year in the text's own words about itself: 2020年社会责任报告, 2023年1月1日至2023年12月31日. */
export function yearInText(text: string): YearFound | null {
  const plain = withDigits(text.slice(0, 20_000));
  const report = /\d{4}\s?(?:年度?)?[^。，\n]{0,12}社会责任报告/.exec(plain)?.[0];
  const period = /(\d{4})\s?年\s?1\s?月\s?1\s?日\s?(?:[-－—–~～至到]+)\s?(?:\1\s?年)?\s?12\s?月\s?31\s?日/.exec(
    plain,
  )?.[0];
  return (report && firstYear(report, [RANGE, SINGLE])) || (period ? firstYear(period, [SINGLE]) : null);
}

function firstYear(text: string, forms: RegExp[]): YearFound | null {
  const plain = withDigits(text);
  for (const form of forms) {
    const found = form.exec(plain);
    const year = Number(found?.[2] ?? found?.[1] ?? 0);
    if (found && year >= EARLIEST)
      return { year, printed: text.slice(found.index, found.index + found[0].length), range: found[2] !== undefined };
  }
  return null;
}

/** Full-width and Chinese digits as 0–9, character for character. */
function withDigits(text: string): string {
  return halfWidth(text).replace(HAN_YEAR, (year) =>
    year.replace(/[○零OoＯ]/g, "〇").replace(/./g, (c) => String(DIGITS.indexOf(c))),
  );
}
