import type { ImportNote } from "../document.ts";
import type { Notes } from "../notes.ts";
import { seen } from "./characters.ts";
import { PAGE_END } from "../pdf/raw-pdf.ts";
import type { RawText } from "./raw-text.ts";

/** A number that states something: with a decimal point, thousands, a unit or a share; years, dates, telephone and page numbers do not. */
const FIGURE =
  /\d[.,]\d(?!\d*[.,]\d+[.,])|\d\s?(?:[%％‰]|个百分点|[十百千万亿]|元|吨|户|人|件|次|起|项|家|度|公里|平方|立方|千瓦)/;
const PLACE =
  /(?:19|20)\d\d\s?[.-]\s?\d{1,2}\s?[.-]\s?\d{1,2}|\d{1,2}[.]\d{1,2}[.]\d{1,2}[.]\d|https?:\S+|www\.\S+|[Vv]\d+[.]\d+/g;
const SENTENCE = /\p{Script=Han}.{3,}[。！？；]/u;
/** Texts at the foot of every site, sentences too. */
const SITE =
  /版权所有|著作权|未经.{0,12}(?:授权|许可|同意|允许)|ICP|备案|网安|网站标识码|技术支持|Copyright|All rights|浏览器|浏览[:：次量]|分辨率|欢迎(?:您|访问|光临|来到)|访问的链接|继续访问|离开.{1,20}网站|今天是|扫一扫|公众号|次数[:：]|点击|阅读|©|强力驱动|Powered by|电子邮箱地址不会被公开|cookie/i;
const NUMBERED = /^[（(]?[\d一二三四五六七八九十]{1,3}[、.．)）]/;
const MOST_QUOTED = 20;
const FURTHEST = 200;

/**
 * A reader's word for furniture is believed only if furniture repeats itself on several pages. A line that stands in the file
 * once and states a figure, or is a sentence, stops the file, although a note holds it.
 */
export function noteLoneLines(raw: RawText, archive: readonly string[], notes: Notes): void {
  const left = notes.told().filter(({ code }) => code === "page-furniture-left-out");
  const suspects = left.flatMap(linesOf).filter(saysSomething);
  const empty = notes
    .told()
    .filter(({ code, text }) => code === "ornament-left-out" && /[\p{Script=Han}\d]/u.test(text));
  const lone = suspects.length > 0 ? notRepeated(suspects, [raw.text, raw.apart].join("\n"), archive) : [];
  const found = [...lone, ...empty.flatMap(linesOf), ...notListed(archive, notes)];
  if (found.length === 0) return;
  const message = `有 ${found.length} 行当作页眉页脚、网页部件或目录没有放进正文，但只出现一次，像是正文，请对照原件核对。`;
  notes.blocking("text-lost", message, found.slice(0, MOST_QUOTED).join("\n"), 0);
}

const linesOf = ({ text }: Pick<ImportNote, "text">) => text.split("\n").filter((line) => line.trim() !== "");

const saysSomething = (line: string) => {
  if (SITE.test(line)) return false;
  return FIGURE.test(line.replace(PLACE, "")) || SENTENCE.test(line);
};

/** Those that neither the file has twice, to the letter (if it has pages: on two of them), nor the archive has once. */
function notRepeated(lines: readonly string[], file: string, archive: readonly string[]): string[] {
  const pages = file.split(PAGE_END).map(seen);
  const kept = seen(archive.join("\n"));
  return [...new Set(lines)].slice(0, FURTHEST).filter((line) => {
    const printed = seen(line);
    const times = pages.length > 1 ? pages.filter((page) => page.includes(printed)).length : countOf(printed, file);
    return !kept.includes(printed) && times < 2;
  });
}

function countOf(printed: string, file: string): number {
  const whole = seen(file);
  const at = whole.indexOf(printed);
  return at < 0 ? 0 : whole.includes(printed, at + printed.length) ? 2 : 1;
}

/** Lines of a contents list that name nothing in the text, and say something all the same. */
function notListed(archive: readonly string[], notes: Notes): string[] {
  const lines = notes
    .told()
    .filter(({ code }) => code === "contents-left-out")
    .flatMap(linesOf);
  const suspects = lines.filter((line) => !NUMBERED.test(line.trim()) && saysSomething(line));
  if (suspects.length === 0) return [];
  const kept = seen(archive.join("\n"));
  return suspects.filter((line) => !kept.includes(seen(line.replace(/[.．·•…_—-]*\s*\d*\s*$/, ""))));
}
