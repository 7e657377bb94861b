export const SINCE =
  /(?:自|从)[^，。；]{0,16}(?:以来|起|开始)|(?:成立|组建|创办|开办|建局|建队|启动|开展|党的十[八九]大|“?十[二三四五]五”?)[^，。；]{0,4}以来|以来|至今|历年|历次|历届|近年|多年|近[二三四五六七八九十两几\d]+年|[两三四五六七八九十几]年(?:来|间|共|累计|中)|[建成][立队局]?[一二三四五六七八九十]+(?:周年|年)|“?十[二三四五]五”?(?:期间|时期)/u;

export const PART_OF_YEAR =
  /[一二三四1-4]季度|[上下]半年|(?!1[—－~～至-]12)\d{1,2}\s?[-—－~～至]\s?\d{1,2}\s?月|(?<![\d—－~～-]|\d\s?至)\d{1,2}\s?月(?!\d*[日底末]|报)|\d{1,2}\s?月(?:\d{1,2}\s?日|[底末])|当月|当日|当天|当晚|一个月|每月|高峰期|期间|活动月|安全月|暑期|暑假|寒假|[春秋]季|(?:迎峰度|今|入)[夏冬]/u;

export const SPAN = /(?:19|20)\d\d\s?年?\s?[-—－–~～至到]+\s?(?:19|20)?\d\d\s?年/u;

const YEAR =
  /(?<lead>较|(?<!占)比|同比|与|自|从|由)?\s?(?:(?<named>(?:19|20)\d\d)\s?年|(?<last>上年|去年|上一年|上年度|过去一年|过去的一年)|(?<before>前年))/gu;

/** A date in the report's own year, or words that mean now. */
const NOW = /今年|本年|报告期|现有|现共有|目前|当前|现在|截至发稿|实际|实有/u;
const WHOLE = /全年|年内|年度|年末|年底/u;
const YEAR_END =
  /(?<=截[至止]\s?到?\s?(?:(?:19|20)\d\d\s?年\s?)?)12\s?月(?:\s?31\s?日|[底末])?(?!\d)|12\s?月(?:\s?31\s?日|[底末])/gu;

/** 截至2023年12月底 names a year, not a part of it. */
export const withoutYearEnd = (words: string) => words.replace(YEAR_END, "");

/** The last year that the words name and do not compare with; undefined if they name none. */
export function statedYear(words: string, reportYear: number): number | undefined {
  let found: number | undefined;
  for (const { groups } of words.matchAll(YEAR)) {
    if (groups?.["lead"]) continue;
    found = yearOf(groups, reportYear);
  }
  return found;
}

/** The same with 比上年, 由2022年: the year that a value of its own right after it is of. */
export function comparedYear(words: string, reportYear: number): number | undefined {
  return [...words.matchAll(YEAR)].map(({ groups }) => yearOf(groups, reportYear)).at(-1);
}

function yearOf(groups: Record<string, string> | undefined, reportYear: number): number {
  const named = groups?.["named"];
  if (named) return Number(named);
  return groups?.["last"] ? reportYear - 1 : reportYear - 2;
}

/** 今年, 现有, 全年: the words speak of the report's own year. */
export const isOwnYear = (words: string, reportYear: number) =>
  NOW.test(words) || WHOLE.test(words) || statedYear(words, reportYear) === reportYear;

/** Nothing but a time: 2022年, 上年全年. */
export const isOnlyTime = (words: string) =>
  words
    .replace(YEAR, "")
    .replace(
      /\d{1,2}\s?[月日]|^.{1,8}期间$|[\s在度末底间份中旬初上下]|全年|我局|本局|区局|我们|公司|我公司|本公司|本单位|同期|期间/gu,
      "",
    ) === "";
