import { isKnownTitle } from "../signs/heading-words.ts";
import { isHan, sameStyle, type Numeral } from "../signs/numeral.ts";
import { bareTitle, type Para } from "../para.ts";

/**
 * Numbered paragraphs that count on from one another under one parent, whatever text or points stand between them: points of the same
 * style within one of them too (1、 and 2、 within 6、, before 7、).
 */
export function siblingGroups(paras: Para[]): Para[][] {
  const groups: Para[][] = [];
  const open: Para[][] = [];
  for (const para of paras) {
    if (!para.numeral || para.table || para.role === "item") continue;
    const numeral = para.numeral;
    const at = open.findLastIndex((group) => follows(group.at(-1)?.numeral, numeral));
    if (at >= 0) {
      open.length = at + 1;
      open[at]?.push(para);
      continue;
    }
    const alike = open.flatMap((group, i) => (isAlike(group[0]?.numeral, numeral) ? [i] : []));
    const [outer, inner] = alike;
    if (outer !== undefined) open.length = numeral.path.at(-1) === 1 ? (inner ?? outer + 1) : outer;
    const group = [para];
    open.push(group);
    groups.push(group);
  }
  return groups;
}

function isAlike(a: Numeral | null | undefined, b: Numeral): boolean {
  return !!a && sameStyle(a.style, b.style) && a.path.length === b.path.length;
}

function follows(a: Numeral | null | undefined, b: Numeral): boolean {
  if (!a || !isAlike(a, b) || b.path.at(-1) !== (a.path.at(-1) ?? 0) + 1) return false;
  return a.path.slice(0, -1).join() === b.path.slice(0, -1).join();
}

/** Those that follow a sibling, or begin a row at 1, or whose own first point follows them: 1.2 before 1.2.1. */
export function inSequence(groups: Para[][], paras: Para[]): ReadonlySet<Para> {
  const startsAtOne = (group: Para[]) => group.length > 1 && group[0]?.numeral?.path.at(-1) === 1;
  const fits = new Set(groups.flatMap((group) => (startsAtOne(group) ? group : group.slice(1))));
  for (const [at, para] of paras.entries()) {
    const child = paras[at + 1]?.numeral;
    const first = para.numeral && [...para.numeral.path, 1].join();
    if (first && child?.style === "path" && child.path.join() === first) fits.add(para);
  }
  return fits;
}

const AT_COMMA = /^[^。：:；，、！？\s]{2,12}，(?=.)/;
const PHRASE = /^[^。：:；，、！？\s]{2,20}([。：:])(?=.)/;

/** （一）所属类别：… and （二）机构设置：… are of one shape: if one of them is a heading with its text, all are. */
export function splitAlike(group: Para[]): void {
  splitAtComma(group);
  const split = group.filter((para) => para.role === "heading" && para.inlineAt > 0);
  if (group.length < 2 || split.length === 0) return;
  const ends = new Set(split.map((para) => kindOf(para.text.slice(0, para.inlineAt).trim().at(-1) ?? "")));
  const others = group
    .map((para) => ({ para, phrase: PHRASE.exec(para.numeral?.rest.slice(0, 40) ?? "") }))
    .filter(({ para, phrase }) => para.inlineAt === 0 && (para.role === "text" || phrase !== null));
  if (others.some(({ phrase }) => !phrase || !ends.has(kindOf(phrase[1] ?? "")))) return;
  const known = split.some((para) => isKnownTitle(titleAbove(para)));
  if (!known && others.length > split.length) return;
  for (const { para, phrase } of others) {
    para.role = "heading";
    para.inlineAt = (para.numeral?.printed.length ?? 0) + (phrase?.[0].length ?? 0);
  }
}

/** （二）民事审判，审结… between （一）刑事审判。… and （三）行政审判: one sibling in three may have a comma for the stop. */
function splitAtComma(group: Para[]): void {
  const headings = group.filter((para) => para.role === "heading");
  const others = group.filter((para) => para.role === "text");
  if (!isHan(group[0]?.numeral?.style ?? "dot") || headings.length < 2 * others.length) return;
  for (const para of others) {
    const phrase = AT_COMMA.exec(para.numeral?.rest.slice(0, 40) ?? "");
    if (!phrase || !para.numeral) continue;
    para.role = "heading";
    para.inlineAt = para.numeral.printed.length + phrase[0].length;
  }
}

const titleAbove = (para: Para) => bareTitle(para.text.slice(para.numeral?.printed.length ?? 0, para.inlineAt));
const kindOf = (mark: string) => (mark === "。" ? "。" : "：");
