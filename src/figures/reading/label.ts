import type { Figure } from "../figure.ts";
import type { ScannedNumber } from "./scan.ts";

const CLAUSE = /[^，。；：:！？、（）()\n\t]*$/u;
const CHANGE_WORD = "增长|增加|提升|提高|上升|上涨|净增|增幅|扩大|再增|下降|减少|降低|压降|缩短|降幅|再降|下跌";
const CHANGE = new RegExp(`(${CHANGE_WORD})(?:率|幅度)?(?:了|约|近|超过?|逾|达到?|为)*\\s*$`);
const FALL = /下降|减少|降低|压降|缩短|降幅|再降|下跌/;
const LONGEST = 40;
const WINDOW = 120;

/** The words before a figure in its clause; if it follows a colon or brackets, those before them. */
function labelOf(text: string, start: number): string {
  let before = text.slice(Math.max(0, start - WINDOW), start).trimEnd();
  for (let look = 0; look < 3; look += 1) {
    const clause = (CLAUSE.exec(before)?.[0] ?? "").trim();
    if (clause !== "") return clause.slice(-LONGEST);
    const shorter = before.replace(/(?:[（(][^（()）]*[)）]|[：:])\s*$/u, "").trimEnd();
    if (shorter === before) return "";
    before = shorter;
  }
  return "";
}

/** The words after a unit, up to the next mark, figure or 的. */
const nounOf = (text: string, end: number) =>
  /^[\p{Script=Han}A-Za-z]{0,12}/u.exec(text.slice(end, end + 12))?.[0] ?? "";

function roleOf(label: string, unit: string): Figure["role"] {
  const change = CHANGE.exec(label);
  if (change) return FALL.test(change[1] ?? "") ? "fall" : "rise";
  return unit === "%" && /占[^，]{0,20}$/.test(label) ? "share" : "level";
}

export function toFigure(scanned: ScannedNumber, text: string, where: { section: string; anchor: string }): Figure {
  const label = labelOf(text, scanned.start);
  return {
    ...where,
    ...scanned,
    text: text.slice(scanned.start, scanned.end),
    role: roleOf(label, scanned.unit),
    label,
    noun: nounOf(text, scanned.end),
    table: false,
  };
}

const OPENING =
  /^(?:截[至止]?(?:20\d\d年)?(?:\d+月)?(?:年?[末底]|\d+日)?|(?:19|20)\d\d年(?:度|末|底|内|全年)?|全年度?|年内|年末|年底|本年度?|当年|目前|其中|同时|另外?|此外|共计|共有|共|现有|累计|总计|合计|全局|全区局|我局|本局|全公司|本单位|区局|公司|综合)/u;
const CLOSING =
  /(?:的|共计|合计|总计|累计|共有?|大?约|将?近|超过?|逾|达到?|为|是|有|已|仅|完成值|数?达|不足|至少|不少于|计|：|:)$/u;
const CHANGE_CLOSING = new RegExp(
  `(?:同比|环比|较上年|比上年|较去年|比去年|与上年相比|同比20\\d\\d年|较20\\d\\d年|比20\\d\\d年)?(?:${CHANGE_WORD})(?:率|幅度)?(?:了|约|近|超过?|逾|达到?|为)*$`,
  "u",
);

/** The subject of a label, without when, how much and in all: 2019 年工信部申述总量下降 → 工信部申述量. */
export function subjectOf(label: string): string {
  let subject = label.replace(/[\s“”"'‘’《》]/gu, "").replace(CHANGE_CLOSING, "");
  for (;;) {
    const shorter = subject.replace(OPENING, "").replace(CLOSING, "");
    if (shorter === subject) return subject.replace(/总(?=[量额])/gu, "");
    subject = shorter;
  }
}
