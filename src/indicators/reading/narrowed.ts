import type { Figure } from "../../figures/figure.ts";
import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import { unitKind } from "../../figures/reading/units.ts";
import type { Indicator } from "../indicator.ts";

const CLAUSE = /[，,；;。：:！!？?\n（()）]/u;
const WINDOW = 60;

/** 受理咨询、投诉1,264件: the number is of both. */
export function isOfList(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - WINDOW), start);
  const clause = before.split(CLAUSE).at(-1) ?? "";
  const parts = clause.split("、").slice(0, -1);
  return parts.length > 0 && !parts.some((part) => /[\d一二三四五六七八九十百]/u.test(part));
}

/** Words by which a clause speaks of all there is of a kind. */
const ALL =
  /各类|各项|各种|各级|各层|分级|分层|多层次|全员|全体|等|(?<!新)[员职]工|[两三四五六七八九十\d]+类|系列|线上线下/u;

const IN_ALL = /全年|今年|本年|共计|合计|总计|累计/u;

/** 新员工培训：培训20人次: the clause before names one of several of its kind. Or another figure of the paragraph does. */
export function isNarrowed(indicator: Indicator, figure: Figure, { text, figures }: FigureParagraph): boolean {
  const { kindOf, sole } = indicator;
  if (sole !== undefined) {
    const others = figures.filter(
      (each) => each !== figure && each.label.includes(sole) && unitKind(each.unit) === unitKind(figure.unit),
    );
    if (others.some(({ role, value }) => role === "level" && value !== figure.value)) return true;
  }
  if (kindOf === undefined || IN_ALL.test(figure.label)) return false;
  const before = text.slice(Math.max(0, figure.start - WINDOW), figure.start);
  const [clause = ""] = (before.split(/[。；;！!？?\n]/u).at(-1) ?? "").split(CLAUSE).slice(-2, -1);
  const at = clause.indexOf(kindOf);
  if (at < 0 || ALL.test(clause) || /^[队者站岗]/u.test(clause.slice(at + kindOf.length))) return false;
  return !PLAIN_LEAD.test(clause.slice(0, at));
}

/** What may stand before the word without saying which of its kind. */
const PLAIN_LEAD =
  /^(?:全年|今年|上年|去年|本年|(?:19|20)\d\d年(?:度)?|共|累计|我局|全局|区局|公司|组织|开展|举办|实施|完成|举行|进行|积极|广泛|持续|大力|教育|业务|技能|岗位|专业|内部|面授|参加|参与|无偿|义务|员工|职工|[人名月]|了|的|和|与|、|\d+|[期次场批]|安排|策划|并)*$/u;
