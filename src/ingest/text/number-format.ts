const HAN = "零一二三四五六七八九";
const LEGAL = "零壹贰叁肆伍陆柒捌玖";
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
const ROMAN: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

const FORMATS: Record<string, (n: number) => string> = {
  decimal: String,
  decimalZero: (n) => String(n).padStart(2, "0"),
  decimalFullWidth: (n) => String(n).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
  decimalEnclosedCircle: (n) => enclosed(n, 0x2460),
  decimalEnclosedCircleChinese: (n) => enclosed(n, 0x2460),
  decimalEnclosedParen: (n) => enclosed(n, 0x2474),
  decimalEnclosedFullstop: (n) => enclosed(n, 0x2488),
  chineseCounting: (n) => counting(n, HAN, "十百千"),
  chineseCountingThousand: (n) => counting(n, HAN, "十百千"),
  taiwaneseCounting: (n) => counting(n, HAN, "十百千"),
  taiwaneseCountingThousand: (n) => counting(n, HAN, "十百千"),
  japaneseCounting: (n) => counting(n, HAN, "十百千"),
  chineseLegalSimplified: (n) => counting(n, LEGAL, "拾佰仟"),
  ideographDigital: (n) => String(n).replace(/\d/g, (d) => "〇一二三四五六七八九"[Number(d)] ?? ""),
  ideographTraditional: (n) => STEMS[n - 1] ?? String(n),
  ideographZodiac: (n) => BRANCHES[n - 1] ?? String(n),
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: (n) => letters(n),
  lowerLetter: (n) => letters(n).toLowerCase(),
  none: () => "",
};

/** A number as Word prints it in one of its formats; null for a format that is not known here. */
export const formatNumber = (n: number, format: string): string | null => FORMATS[format]?.(n) ?? null;

const enclosed = (n: number, first: number) => (n >= 1 && n <= 20 ? String.fromCharCode(first + n - 1) : String(n));

const letters = (n: number) => (n < 1 ? "" : String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26)));

function roman(n: number): string {
  if (n < 1 || n > 3_999) return String(n);
  let rest = n;
  let out = "";
  for (const [worth, sign] of ROMAN) for (; rest >= worth; rest -= worth) out += sign;
  return out;
}

/** 十, 十一, 二十, 一百零一; 10,000 and more stays in figures. */
function counting(n: number, digits: string, units: string): string {
  if (n < 0 || n > 9_999) return String(n);
  const printed = String(n);
  let out = "";
  for (const [i, digit] of Array.from(printed).entries()) {
    const place = printed.length - i - 1;
    if (digit !== "0") out += (digits[Number(digit)] ?? "") + (place > 0 ? (units[place - 1] ?? "") : "");
    else if (!out.endsWith(digits[0] ?? "") && /[1-9]/.test(printed.slice(i))) out += digits[0];
  }
  if (n === 0) return digits[0] ?? "";
  return n >= 10 && n < 20 ? out.slice(1) : out;
}
