/** How a report numbers its headings; `inline` prints the third level and its text in one paragraph, `plain` no numerals at all. */
export const NUMBERINGS = ["han", "han-half", "inline", "part", "decimal", "roman", "plain"] as const;
export type NumberingStyle = (typeof NUMBERINGS)[number];

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const han = (n: number) =>
  n < 10 ? (DIGITS[n] ?? "") : `${n < 20 ? "" : DIGITS[Math.floor(n / 10)]}十${DIGITS[n % 10]}`;
const ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

type Form = (path: readonly number[]) => string;
const last = (path: readonly number[]) => path.at(-1) ?? 1;

const FORMS: Record<NumberingStyle, [Form, Form, Form]> = {
  han: [(p) => `${han(last(p))}、`, (p) => `（${han(last(p))}）`, (p) => `${last(p)}、`],
  "han-half": [(p) => `${han(last(p))}、 `, (p) => `(${han(last(p))})`, (p) => `${last(p)}．`],
  inline: [(p) => `${han(last(p))}、`, (p) => `（${han(last(p))}）`, (p) => `${last(p)}、`],
  part: [(p) => `第${han(last(p))}部分 `, (p) => `第${han(last(p))}章 `, (p) => `${han(last(p))}、`],
  decimal: [(p) => `${p.join(".")} `, (p) => `${p.join(".")} `, (p) => `${p.join(".")} `],
  roman: [(p) => `${roman(p)}、`, (p) => `${roman(p)} `, (p) => `${roman(p)} `],
  plain: [() => "", () => "", () => ""],
};

const roman = ([first = 1, ...below]: readonly number[]) => [ROMANS[first - 1], ...below].join("-");

/** The numeral of each section, as printed before its title. */
export function numerals(sections: readonly { depth: number }[], numbering: NumberingStyle): string[] {
  const path: number[] = [];
  return sections.map(({ depth }) => {
    path.length = Math.min(path.length, depth);
    path[depth - 1] = (path[depth - 1] ?? 0) + 1;
    return FORMS[numbering][depth - 1]?.(path) ?? "";
  });
}
