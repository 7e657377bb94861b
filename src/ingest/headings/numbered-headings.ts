import { isClosed } from "../signs/closing.ts";
import type { HeadingEvidence } from "./heading-evidence.ts";
import { isKnownTitle } from "../signs/heading-words.ts";
import { isHan, rankOf, sameStyle, type Numeral } from "../signs/numeral.ts";
import { bareTitle, paraTitle, type Para } from "../para.ts";
import { isBareList, voteSeries } from "./series.ts";
import { inSequence, siblingGroups, splitAlike } from "./siblings.ts";

const LONGEST_TITLE = 42;
const LONGEST_WRAPPED = 80;
const LONGEST_INLINE = 20;
const FIRST_SENTENCE = /^[^。：:；！？\n]{2,30}[。：:]/;

/** Decides for every numbered paragraph: heading, heading with its text on the same line, list item, or plain text. */
export function markNumbered(paras: Para[], evidence: HeadingEvidence): void {
  const groups = siblingGroups(paras);
  const fits = inSequence(groups, paras);
  const decimals = paras.some((para) => para.numeral?.style === "path" && isTitle(para, evidence, fits));
  for (const para of paras) {
    if (!para.numeral || para.role !== "text") continue;
    if (needsCompany(para.numeral) && !decimals && !isStrong(para, evidence)) para.numeral = null;
    else if (isStrong(para, evidence)) para.role = "heading";
    else splitInline(para, evidence);
    if (para.numeral && para.inlineAt === 0 && isTitle(para, evidence, fits)) para.role = "heading";
  }
  for (const group of groups) if (isDuties(group, evidence)) for (const para of group) asItem(para);
  for (const group of groups) splitAlike(group);
  const voted = voteSeries(groups, paras);
  const groupOf = new Map(groups.flatMap((group) => group.map((para) => [para, group] as const)));
  for (const group of groups) if (isBareSeries(group, paras, evidence)) for (const para of group) asItem(para);
  for (const run of numberedRuns(paras))
    if (!run.every((para) => voted.has(para))) settleRun(run, groupOf.get(run[0] as Para) ?? run, evidence);
  for (const group of groups) continueList(group);
  for (const group of groups) if (!group.some((para) => voted.has(para))) settleMixed(group, evidence);
  for (const group of groups) if (!group.some((para) => voted.has(para))) settleClauses(group, evidence);
  for (const para of paras) if (para.role === "text" && para.numeral && isFigure(para.numeral)) para.numeral = null;
}

/** If it heads nothing, "1.5 亿" or "22 名" is a figure at the start of a line. */
const isFigure = (numeral: Numeral) => numeral.style === "path" || needsCompany(numeral);

/** "22 名监督员", "一 个": only if the outline really counts 1, 1.1 is such a number a numeral. */
function needsCompany(numeral: Numeral): boolean {
  return numeral.style === "space" || numeral.style === "han-space";
}

/** Known, in the contents list, marked up as heading, or bold throughout. */
function isStrong(para: Para, evidence: HeadingEvidence): boolean {
  const title = paraTitle(para);
  if (para.mark > 0 || (para.bold > 0 && para.bold >= para.text.length && !isBoldClause(para))) return true;
  return title.length <= LONGEST_TITLE && (isKnownTitle(title) || evidence.inContents(title));
}

/** 8.2 行为不端，违反规范，情节轻微的，包括但不限于： in bold leads over to its points. */
function isBoldClause({ text, numeral }: Para): boolean {
  if (!numeral || isHan(numeral.style)) return false;
  const commas = text.match(/[，；]/g)?.length ?? 0;
  return commas > 2 || (commas > 0 && /[：:；]$/.test(text));
}

function isTitle(para: Para, evidence: HeadingEvidence, fits: ReadonlySet<Para>): boolean {
  if (para.mark > 0) return true;
  const printed = para.numeral?.rest ?? "";
  const title = bareTitle(printed);
  if (isWrappedTitle(para, title)) return true;
  if (title.length === 0 || title.length > LONGEST_TITLE) return false;
  if (isStrong(para, evidence)) return true;
  if (/[。；;！？?!，、,]$/.test(printed))
    return (
      printed.endsWith("。") &&
      title.length <= LONGEST_INLINE &&
      !/[，。；：]/.test(title) &&
      isHan(para.numeral?.style ?? "dot")
    );
  if (/[。；！？]/.test(title) || (title.match(/[，,]/g)?.length ?? 0) > 1) return false;
  return !isFigureLine(para.numeral as Numeral, title, fits.has(para));
}

/** A chapter's title that fills a line and ends within the next, without a stop: text would have gone on to the margin or to its 。 */
function isWrappedTitle(para: Para, title: string): boolean {
  if (!para.endsEarly || !isHan(para.numeral?.style ?? "dot") || title.length > LONGEST_WRAPPED) return false;
  return !/[。；！？：]/.test(title) && !isClosed(para.text) && !/[，、]$/.test(para.text);
}

const UNITS = /^(?:%|％|万|亿|元|个|名|人|次|倍|年|月|日|平方|公里|小时|分|米|吨|号楼|楼|家|户|项|点)/;
/** No title begins so; 年度大事, 人员情况 and 家园共育 are titles. */
const SURE_UNITS = /^(?:%|％|万|亿|元|平方|公里|小时|吨|号楼)/;

/** "1. 2003 年起" is a list line; "1.5 亿元" is a figure, and so is "1.5 个" unless 1.4 stands before it. */
function isFigureLine(numeral: Numeral, title: string, fits: boolean): boolean {
  if (isHan(numeral.style)) return false;
  if (/^(?:19|20)\d\d\s?年/.test(title) || SURE_UNITS.test(title)) return true;
  return !fits && (numeral.style === "path" || needsCompany(numeral)) && UNITS.test(title);
}

/** 一、公开陈述。本单位…: the first sentence is the heading if it is bold, known, or a chapter's short phrase. */
function splitInline(para: Para, evidence: HeadingEvidence): void {
  const numeral = para.numeral as Numeral;
  const lead = numeral.printed.length;
  const bold = para.bold > lead && para.bold - lead <= LONGEST_TITLE && isBoldTitle(para, evidence);
  const sentence = FIRST_SENTENCE.exec(numeral.rest.slice(0, 40))?.[0] ?? spaced(numeral.rest);
  const end = bold ? para.bold : lead + sentence.length;
  const title = bareTitle(para.text.slice(lead, end));
  if (title === "" || end >= para.text.length) return;
  const known = isKnownTitle(title) || evidence.inContents(title);
  const phrase =
    isHan(numeral.style) && sentence.endsWith("。") && title.length <= LONGEST_INLINE && !/[，、]/.test(title);
  const isPoint = !isHan(numeral.style) && isLabel(para.text, end);
  if (!known && !phrase && (!bold || isPoint)) return;
  const stop = /^[\s：:。．.]+/.exec(para.text.slice(end))?.[0].length ?? 0;
  if (end + stop >= para.text.length) return;
  para.role = "heading";
  para.inlineAt = end + stop;
}

/** 1. **检索**：… is a point with its label in bold, no heading. */
const isLabel = (text: string, end: number) =>
  /[：:]\s*$/.test(text.slice(0, end)) || /^\s*[：:]/.test(text.slice(end));

/** Bold up to a stop, a colon or a blank, or a title that is known: bold that ends within a word, as 2）**云**河公司, is none. */
function isBoldTitle({ text, bold, numeral }: Para, evidence: HeadingEvidence): boolean {
  if (bold >= text.length) return false;
  if (/[。：:！？；.．\s]$/.test(text.slice(0, bold)) || /^[\s。：:！？，、（(—-]/.test(text.slice(bold))) return true;
  const title = bareTitle(text.slice(numeral?.printed.length ?? 0, bold));
  return isKnownTitle(title) || evidence.inContents(title);
}

/** "一、公开陈述 本单位…": a known title set off by a space. */
function spaced(rest: string): string {
  return /^\S{2,16}(?=\s)/.exec(rest)?.[0] ?? "";
}

/** 1. 2. with nothing but a remark after the second and the fourth: a list with interruptions, unless its points are known. */
function isBareSeries(group: Para[], paras: Para[], evidence: HeadingEvidence): boolean {
  if (isHan(group[0]?.numeral?.style ?? "han") || group[0]?.numeral?.style === "path") return false;
  return group.every((para) => !isStrong(para, evidence)) && isBareList(group, paras);
}

/** 3．after a remark goes on with the list of 1．and 2．, if most of its points are list lines. */
function continueList(group: Para[]): void {
  const items = group.filter((para) => para.role === "item");
  if (items.length * 2 < group.length || isHan(group.find((para) => para.numeral)?.numeral?.style ?? "han")) return;
  for (const para of group) if (para.role === "text" && para.numeral) asItem(para);
}

const LAST_DUTY = /^(?:完成|承办|办理|承担).{0,24}交办的/;

/** （一）贯彻执行…法规。to （九）完成区委、区政府交办的其他任务。: what a body is there for, point by point. */
function isDuties(group: Para[], evidence: HeadingEvidence): boolean {
  if (group.length < 3 || !LAST_DUTY.test(group.at(-1)?.numeral?.rest ?? "")) return false;
  if (group[0]?.numeral?.style === "han") return false;
  return group.every((para) => para.role !== "item" && !isStrong(para, evidence));
}

/** 2.1 员工…应当…。 among its like: where most are sentences, they are clauses, and so are those of a few words. */
function settleClauses(group: Para[], evidence: HeadingEvidence): void {
  if (group.length < 3 || isHan(group.find(({ numeral }) => numeral)?.numeral?.style ?? "han")) return;
  const clauses = group.filter((para) => para.role !== "heading" || isSentence(para));
  const weak = group.filter((para) => para.role === "heading" && !isStrong(para, evidence));
  if (clauses.length * 2 > group.length) for (const para of weak) asItem(para);
}

/** （三）公务接待费0元。与上年持平。 alone among its like has a short first sentence: it is a list line as they are. */
function settleMixed(group: Para[], evidence: HeadingEvidence): void {
  if (group.length < 2 || !group.every(({ numeral, role }) => role === "item" || numeral?.style === "han-bracket"))
    return;
  const weak = group.filter((para) => para.role === "heading" && !isStrong(para, evidence));
  if (
    weak.length === 0 ||
    weak.length * 2 > group.length ||
    group.some((para) => isHeading(para) && !weak.includes(para))
  )
    return;
  for (const para of group) if (para.role !== "item") asItem(para);
}

const isHeading = (para: Para) => para.role === "heading";

/** Numbered paragraphs in a row, counting up, nothing between them. */
function numberedRuns(paras: Para[]): Para[][] {
  const runs: Para[][] = [];
  let run: Para[] = [];
  for (const para of paras) {
    const last = run.at(-1);
    if (last && counts(last, para)) {
      run.push(para);
      continue;
    }
    if (run.length > 1) runs.push(run);
    run = para.numeral && !para.table ? [para] : [];
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

function counts(last: Para, para: Para): boolean {
  const [a, b] = [last.numeral, para.numeral];
  if (!a || !b || !sameStyle(a.style, b.style) || a.path.length !== b.path.length) return false;
  return b.path.at(-1) === (a.path.at(-1) ?? 0) + 1 && a.path.slice(0, -1).join() === b.path.slice(0, -1).join();
}

/** Lines that count up with nothing between are a list, unless they are known headings, chapters, or among headings of their kind. */
function settleRun(run: Para[], group: Para[], evidence: HeadingEvidence): void {
  const strong = run.filter((para) => isStrong(para, evidence) || para.inlineAt > 0);
  const style = run[0]?.numeral?.style ?? "dot";
  if (strong.length * 2 > run.length) return;
  const chapters = rankOf(style) <= rankOf("han") && run.every((para) => para.role === "heading");
  if (chapters && run.length < 3) return;
  const beside = group.some((para) => para.role === "heading" && !run.includes(para));
  if (beside && run.every((para) => para.role === "heading")) return;
  for (const para of run) if (!strong.includes(para) || isSentence(para)) asItem(para);
}

const isSentence = (para: Para) => para.inlineAt === 0 && isClosed(para.text) && !para.text.endsWith("：");

export function asItem(para: Para): void {
  const numeral = para.numeral as Numeral;
  para.role = "item";
  para.marker = numeral.printed.trim();
  para.text = numeral.rest;
  para.numeral = null;
  para.inlineAt = 0;
}
