const DIGITS = "〇一二三四五六七八九";

/** Other ways to write the years in a folded string: 2019 for 二〇一九 or 二零一九, and the other way round. */
export function numeralVariants(folded: string): string[] {
  const arabic = folded.replace(
    /(?<![〇零一二三四五六七八九十百])[〇零一二三四五六七八九]{4}(?![〇零一二三四五六七八九十百])/gu,
    (run) => Array.from(run.replaceAll("零", "〇"), (char) => DIGITS.indexOf(char)).join(""),
  );
  const han = folded.replace(/(?<![\d.])(?:19|20)\d\d(?![\d.])/gu, (year) =>
    Array.from(year)
      .map((digit) => DIGITS.charAt(Number(digit)))
      .join(""),
  );
  return [...new Set([arabic, han, han.replaceAll("〇", "零")])].filter((variant) => variant !== folded);
}

const NUMBER = /(?<![\d.,a-z])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[万亿]?(?![\d.,]|[a-z])/u;
const UNITS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };
const LARGEST = 1e13;

/** Other ways to write the first number of a folded string: 2460 and 2,460; 12000, 12,000 and 1.2万. A year is none. */
export function numberVariants(folded: string): string[] {
  const match = NUMBER.exec(folded);
  if (!match) return [];
  const [number] = match;
  const after = folded.slice(match.index + number.length);
  if (/^(?:19|20)\d\d$/.test(number) && (after === "" || after.startsWith("年"))) return [];
  const value = Number(number.replace(/[,万亿]/gu, "")) * (UNITS[number.at(-1) ?? ""] ?? 1);
  const whole = Math.round(value);
  if (Math.abs(value - whole) > 1e-6 || whole < 1000 || whole > LARGEST) return [];
  const forms = [String(whole), grouped(whole), ...Object.entries(UNITS).flatMap((unit) => inUnit(whole, unit))];
  const others = [...new Set(forms)].filter((form) => form !== number);
  return others.map((form) => folded.slice(0, match.index) + form + after);
}

/** As reports write it, with at most two decimals, grouped or not: 9870万 and 9,870万. */
function inUnit(whole: number, [name, unit]: [string, number]): string[] {
  if (whole < unit || whole % (unit / 100) !== 0) return [];
  const [integer = "", decimals] = String(whole / unit).split(".");
  const tail = (decimals === undefined ? "" : `.${decimals}`) + name;
  return [integer + tail, grouped(Number(integer)) + tail];
}

const grouped = (number: number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
