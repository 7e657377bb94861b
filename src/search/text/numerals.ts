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
