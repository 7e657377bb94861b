import { bureauName, endsLikeBureau, LABELLED, mayOwn } from "./bureau-name.ts";
import { yearInTitle } from "./report-year.ts";
import { namesReport } from "../signs/report-kinds.ts";
import { isTool } from "../text/page-tools.ts";
import { looksSigned } from "../signs/signatures.ts";
import { isClosed } from "../signs/closing.ts";
import { isKnownTitle } from "../signs/heading-words.ts";
import { closeUp } from "../text/letter-spacing.ts";
import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { halfWidth, parseNumeral } from "../signs/numeral.ts";
import { titleKey } from "../signs/standard-outline.ts";

export interface TitlePage {
  /** "" if the file has none. */
  title: string;
  /** The title's own lines. */
  titleLines: string[];
  /** The title page's other lines: the bureau, a date, a label. */
  around: string[];
  lines: Line[];
}

const FURTHEST = 12;
const LONGEST_LINE = 60;
/** Who reports, on which year, and that it is on social responsibility. */
const STATED = /\p{Script=Han}{4}.*\d{4}.*责任.{0,6}报告/u;
const CONTENTS = /^(?:目\s*[录次]|contents)\s*[:：]?$/i;
const Y = "(?:(?:19|20)\\d{2}|[〇○零一二三四五六七八九]{4})";
const YEAR_LINE = new RegExp(`^${Y}(?:\\s?年?度?\\s?[-－—–~～至到]+\\s?${Y})?\\s?(?:年度?)?$`);
/** 2023年度, alone on its line of a title page. */
export const isYearLine = (text: string): boolean => text.trim().endsWith("年度") && YEAR_LINE.test(halfWidth(text));
const YEAR_IN_BRACKETS = /^[（(].{0,4}(?:\d{4}|[一二三四五六七八九〇○零]{4}).{0,12}[)）]$/;

/** Reads the title off the first lines and leaves it out of the text, there and wherever it is printed again. */
export function takeTitlePage(printed: Line[], notes: Notes, stated: string[] = []): TitlePage {
  const lines = printed.flatMap((line, i) => (i < FURTHEST ? apart(closedUp(line)) : line));
  const all = frontLines(lines);
  const english = all.filter(isForeign);
  const front = all.filter((line) => !isForeign(line));
  const report = titleAt(front);
  if (report < 0) return statedBelow(lines, stated) ?? untitled(lines, front, notes);
  let start = report;
  while (start > 0 && goesBefore(front[start - 1] as Line, front[start] as Line)) start--;
  let end = report + 1;
  const isTail = (text: string | undefined) =>
    text !== undefined &&
    ((YEAR_IN_BRACKETS.test(halfWidth(text)) && !DATE.test(halfWidth(text))) ||
      YEAR_LINE.test(halfWidth(text)) ||
      (!hasReport(front, start, end) && namesReport(text)));
  while (isTail(front[end]?.text)) end++;
  const own = front.slice(start, end);
  const titleLines = own.map((line) => line.text);
  const around = takeAround(front, start, end, english, notes);
  const title = titleLines.join("");
  const body = withoutRepeats(dropLines(lines, new Set([...own, ...around])), title, titleLines, notes);
  return { title, titleLines, around: around.map((line) => line.text), lines: body };
}

const FURTHEST_STATED = 40;

/** A heading below a table or a sentence of the site's that says what the page calls itself. */
function statedBelow(lines: Line[], stated: string[]): TitlePage | null {
  const keys = stated.map(titleKey);
  const isTitle = ({ mark, text }: Line) =>
    mark > 0 && namesReport(text) && keys.some((key) => key.includes(titleKey(text)));
  const at = lines.slice(0, FURTHEST_STATED).findIndex(isTitle);
  const found = lines[at];
  const hasNumbers = ({ text, table }: Line) => /\d{3}/.test(table?.rows.flat().join(" ") ?? text);
  if (!found || lines.slice(0, at).some(hasNumbers)) return null;
  return { title: found.text, titleLines: [found.text], around: [], lines: dropLines(lines, new Set([found])) };
}

/** ——2024年1月10日在示例区第八届人民代表大会第四次会议上 stands first, where a page's own title was not copied with its text. */
function untitled(lines: Line[], front: Line[], notes: Notes): TitlePage {
  const isMeeting = MEETING.test(front[0]?.text ?? "");
  const own = isMeeting ? front.slice(0, looksSigned(front[1]?.text ?? "") ? 2 : 1) : [];
  const around = takeAround(own, 0, 0, [], notes);
  return {
    title: "",
    titleLines: [],
    around: around.map((line) => line.text),
    lines: dropLines(lines, new Set(around)),
  };
}

/** A running title above the first page's title (西河局年度报告) is passed over if a line below names the report. */
function titleAt(front: Line[]): number {
  const first = front.findIndex((line) => line.mark === 1 || (namesReport(line.text) && !isEditor(line.text)));
  const next = front[first + 1];
  const isRunning = first === 0 && front[0]?.mark === 0 && !STATED.test(front[0].text);
  return isRunning && next && STATED.test(next.text) && !isEditor(next.text) ? 1 : first;
}

function closedUp(line: Line): Line {
  const text = closeUp(line.text);
  const setWide = text !== line.text && (namesReport(text) || YEAR_LINE.test(halfWidth(text)) || DATE.test(text));
  return setWide ? { ...line, text } : line;
}

/** 政府工作报告——2024年1月10日在示例市第八届人民代表大会第四次会议上 on one line is a title with its occasion. */
function apart(line: Line): Line[] {
  const title =
    /^.{0,40}政府工作报告(?=\s?(?:[—―－–─-]{1,8}|[（(])\s?(?:\d{4}|[二一〇○零九八七六五四三]{4})\s?年.{2,12}日)/.exec(
      line.text,
    )?.[0];
  if (!title) return [line];
  return [
    { ...line, text: title },
    { ...line, text: line.text.slice(title.length).trim(), gap: 0, newPage: false },
  ];
}

const hasReport = (front: Line[], start: number, end: number) =>
  front.slice(start, end).some((line) => namesReport(line.text));
const isEditor = (text: string) => LABELLED.test(text) || /^(?:报告)?年度\s*[:：]/.test(text);
/** An English subtitle or name, of a title page in two languages. */
const isForeign = (line: Line) =>
  line.mark === 0 &&
  /^(?:(?:19|20)\d\d\s)?[A-Za-z][A-Za-z0-9\s.,'’&()/:–-]{3,}$/.test(line.text) &&
  !parseNumeral(line.text.replace(/^\d{4}\s/, ""));

/** Lines before the contents list, the first heading or the first running text. */
function frontLines(lines: Line[]): Line[] {
  const front: Line[] = [];
  for (const line of lines.slice(0, FURTHEST)) {
    if (line.table || line.bullet || CONTENTS.test(line.text) || line.text.length > LONGEST_LINE) break;
    if (isClosed(line.text) && !isEditor(line.text) && !isForeign(line)) break;
    const numeral = parseNumeral(line.text);
    if (numeral && numeral.style !== "space" && !namesReport(line.text)) break;
    if (line.mark > 1 || (isKnownTitle(line.text) && front.length > 0)) break;
    front.push(line);
  }
  return front;
}

/** 证券代码：600000, 文号：…: a label with its value, no part of a title. */
const APART =
  /^(?:(?:证券|股票|公司|债券)(?:代码|简称)|[文编]号|(?:公告)?编号|索引号|密级|版本号?|版次)\s{0,4}[:：]|^[（(【]?(?:演示数据|示例数据|样例|内部资料|封面|附件)|^(?:编制|发布|公示|报告)(?:单位|机构|人|时间|日期)?[:：]|^\S{0,6}日期[:：]/;

function isTitlePart(line: Line): boolean {
  return !APART.test(line.text) && !/[，。；]/.test(line.text);
}

/** 示例市人民政府门户网站, 首页 政务公开 政务服务: what a page has above its title. */
const SITE = /网站|门户|首页|公众号|\p{Script=Han}{2}(?:\s+\p{Script=Han}{2,6}){2,}$/u;

/** Bureau, year and kind of report are all there: only a parent or a place may stand above it. */
const isWhole = (title: string) => yearInTitle(title) !== null && bureauName(title, [], "")?.how === "stated";

/** A heading of a web page or a style "Title" that names its bureau is whole; a bureau may stand above one that does not. */
function goesBefore(before: Line, line: Line): boolean {
  if (!isTitlePart(before) || namesReport(before.text) || isTool(before.text) || SITE.test(before.text)) return false;
  if (isWhole(line.text) && !mayOwn(before.text.replace(/\s/g, ""))) return false;
  if (line.mark !== 1 || before.mark === 1) return true;
  return endsLikeBureau(before.text.replace(/\s/g, "")) && !/^\s*\p{Script=Han}{3}/u.test(line.text);
}

function takeAround(front: Line[], start: number, end: number, english: Line[], notes: Notes): Line[] {
  const around = [
    ...front.slice(0, start),
    ...front.slice(end).filter((line) => line.mark === 0 && belongsToTitlePage(line.text)),
    ...english,
  ].sort((a, b) => a.number - b.number);
  const first = around[0];
  if (!first) return [];
  const text = around.map((line) => line.text).join("\n");
  notes.info("page-furniture-left-out", `扉页上标题以外的 ${around.length} 行没有放进正文。`, text, first.number);
  return around;
}

/** ——2024年1月10日在示例市第八届人民代表大会第四次会议上, over two lines */
const MEETING =
  /^[（(]?[—―－–─-]{0,8}\s?(?:(?:\d{4}|[二一〇○零九八七六五四三]{4})\s?年.{2,12}日\s?)?在.{4,40}(?:会议|大会|全会|届)|^.{0,24}(?:会议|大会|全会)上[)）]?$/;
const DATE = /^[（(]?(?:\d{4}|[二一〇○零九八七六五四三]{4})\s?年\s?.{1,3}月.{0,8}[)）]?$/;
const ORGANISATION =
  /(?:局|公司|中心|医院|学校|小学|中学|幼儿园|大学|学院|办事处|委员会|银行|支行|分行|集团|厂|所|站|院|馆|队|协会|基金会)$/;

const EDITION = /^[（(]?\d{4}\s?年?\s?(?:修订)?版[)）]?$/;
const SEALED = /[（(](?:公章|盖章|代章|章|印章|签章)[)）]$/;
const IN_REGION = /^[\p{Script=Han}]{2,8}[省市县区州盟旗][\p{Script=Han}]{3,}$/u;

function belongsToTitlePage(text: string): boolean {
  return (
    DATE.test(halfWidth(text)) ||
    isYearLine(text) ||
    EDITION.test(text) ||
    isEditor(text) ||
    MEETING.test(text) ||
    looksSigned(text) ||
    APART.test(text) ||
    ((ORGANISATION.test(text) ||
      ((IN_REGION.test(text) || SEALED.test(text)) && endsLikeBureau(text.replace(SEALED, "")))) &&
      text.length <= 40)
  );
}

/** The title, or its lines in a row, standing alone further down: a second title page or a running title. */
function withoutRepeats(lines: Line[], title: string, titleLines: string[], notes: Notes): Line[] {
  const whole = titleKey(title);
  const dropped = new Set<Line>();
  for (let at = 0; at < lines.length; at++) {
    if (whole.length < 6) break;
    const run = repeatAt(lines, at, whole) ?? repeatedPart(lines[at] as Line, titleLines);
    if (!run) continue;
    for (const line of run) dropped.add(line);
    const text = run.map((line) => line.text).join("\n");
    notes.info("title-repeated", `第 ${run[0]?.number} 行起再次印出了标题，没有放进正文。`, text, run[0]?.number ?? 0);
    at += run.length - 1;
  }
  return dropLines(lines, dropped, true);
}

function repeatAt(lines: Line[], at: number, whole: string): Line[] | null {
  let key = "";
  for (let end = at; end < Math.min(at + 6, lines.length); end++) {
    const line = lines[end] as Line;
    if (line.table || line.text.length > 120) return null;
    key += titleKey(line.text);
    if (key === whole) return lines.slice(at, end + 1);
    if (!whole.startsWith(key)) return null;
  }
  return null;
}

function repeatedPart(line: Line, titleLines: string[]): Line[] | null {
  const key = titleKey(line.text);
  const isReportLine = namesReport(line.text) && key.length >= 6 && !parseNumeral(line.text);
  return isReportLine && titleLines.some((part) => titleKey(part) === key) ? [line] : null;
}
