import type { FigureParagraph } from "../../figures/reading/figure-paragraph.ts";
import type { ExclusionReason } from "./exclusion.ts";
import { isOnlyTime, isOwnYear, PART_OF_YEAR, SINCE, SPAN, statedYear, withoutYearEnd } from "./time-words.ts";

/** What is said before a figure's own clause and holds for it too. */
export interface Scene {
  /** The year of which is spoken; null: the report's own. */
  year: number | null;
  reason: ExclusionReason | null;
}

export const NO_SCENE: Scene = { year: null, reason: null };

/** A paragraph may be as long as a file. */
const WINDOW = 400;
const PIECE = /[^，,；;。：:！!？?\n、（()）]+|[，,；;。：:！!？?\n、（()）]/gu;
const MARK = /[，,；;。：:！!？?\n、（()）]/u;
const SENTENCE_END = /[。；;！!？?\n]/u;

const AIM = /力争|争取|预计|预期|计划|拟|目标(?:是|为)|要达到|将达/u;
const COMING = /明年|来年|新的一年|下一年|下一步|下一阶段|下阶段|今后|未来/u;
const OTHER_BODY =
  /^(?:截至[^，]{0,10})?(?:在|从)?(?:全国|全市|全省|全县|全区(?!局)|全社会|全行业|行业|全系统|集团(?:公司|系统)?|全集团|总公司|总部|我国|我市|我省|我区|我县|上级|母公司|子公司|区域内|辖区|园区|农户|合作社|村集体)|集团(?:公司)?$|^(?:帮助|带动|助力|扶持)/u;
export const OWN_BODY = /我局|本局|全局|区局|我们|我公司|本公司|公司|我中心|本单位|我单位|其中/u;

/** “邻里守望”项目, 春运: one undertaking of several. */
const ONE_OF_SEVERAL =
  /[“"《][^”"》]{1,24}[”"》](?:[^，]{0,8})?(?:项目|活动|行动|专项|计划|工程|[日月周节])(?![^，]*等)|春运|进博会|世博会|博览会|疫情防控|抗击疫情|中考|高考|运动会|马拉松|赛事保障/u;
const IN_ALL = /共计|合计|总计|累计|全部|总共|各类|系列/u;

/** What the text of a paragraph, and the words that lead up to it, say before the clause of the figure at `start`. */
export function sceneBefore(text: string, start: number, reportYear: number, leadIn = ""): Scene {
  const before = text.slice(Math.max(0, start - WINDOW), clauseStart(text, start));
  let scene: Lasting = leadIn === "" ? NO_SCENE : lasting(sceneOfLeadIn(leadIn, reportYear));
  for (const [piece] of before.matchAll(PIECE)) {
    if (SENTENCE_END.test(piece)) scene = afterSentence(scene);
    else if (COLON.test(piece)) scene = lasting(scene);
    else if (piece.length > 1 || !MARK.test(piece)) scene = afterClause(scene, withoutYearEnd(piece), reportYear);
  }
  return scene;
}

/** The place right behind the last mark before `start`. */
function clauseStart(text: string, start: number): number {
  const from = Math.max(0, start - WINDOW);
  let at = start;
  while (at > from && !MARK.test(text[at - 1] ?? "")) at -= 1;
  return at;
}

/** The words before `start` in its sentence. */
export const sentenceBefore = (text: string, start: number): string =>
  text
    .slice(Math.max(0, start - WINDOW), start)
    .split(SENTENCE_END)
    .at(-1) ?? "";

/** The words right before the clause of the figure at `start`. */
export function leadOf(text: string, start: number): string {
  const at = clauseStart(text, start);
  return text.slice(Math.max(0, at - 8), at);
}

const COLON = /[：:]/u;
const lasting = (scene: Lasting): Lasting =>
  scene.reason === "year" || scene.reason === "cumulative" || scene.reason === "target" || scene.year !== null
    ? { ...scene, lasting: true }
    : scene;

function sceneOfLeadIn(words: string, reportYear: number): Lasting {
  let scene: Lasting = NO_SCENE;
  for (const [piece] of words.slice(-WINDOW).matchAll(PIECE))
    scene = SENTENCE_END.test(piece) ? NO_SCENE : afterClause(scene, withoutYearEnd(piece), reportYear);
  return scene.reason === "year" || scene.reason === "target" || scene.reason === "cumulative" || scene.year !== null
    ? scene
    : NO_SCENE;
}

type Lasting = Scene & { lasting?: boolean };

function afterSentence(scene: Lasting): Lasting {
  if (scene.lasting) return scene;
  if (scene.year === null) return NO_SCENE;
  return { year: null, reason: scene.reason ?? "year", lasting: true };
}

function afterClause(scene: Lasting, clause: string, reportYear: number): Lasting {
  if (SINCE.test(clause) || SPAN.test(clause)) return { year: null, reason: "cumulative" };
  if (COMING.test(clause)) return { year: null, reason: "target", lasting: true };
  if (AIM.test(clause)) return { year: null, reason: "target" };
  const year = statedYear(clause, reportYear);
  if (year !== undefined && year > reportYear) return { year, reason: "target" };
  if (PART_OF_YEAR.test(clause)) return { year: null, reason: "period", lasting: isOnlyTime(clause) };
  if (year !== undefined && year < reportYear)
    return isOnlyTime(clause) ? { year, reason: null } : { year: null, reason: "year" };
  if (isOwnYear(clause, reportYear) && !(scene.year !== null && clause.startsWith("全年"))) return NO_SCENE;
  if (ONE_OF_SEVERAL.test(clause) && !IN_ALL.test(clause)) return { year: null, reason: "part" };
  if (OTHER_BODY.test(clause)) return { year: null, reason: "other-body" };
  return scene.reason === "other-body" && OWN_BODY.test(clause) ? NO_SCENE : scene;
}

const TITLE_SPAN = /以来|时期|[两三四五六七八九十]年(?!级|规划)|近年/u;

/** What the titles of a section and those above it say, the nearest first. */
export function sceneOfTitles(titles: readonly string[], reportYear: number): Scene {
  for (const title of titles) {
    if (SPAN.test(title) || TITLE_SPAN.test(title)) return { year: null, reason: "cumulative" };
    const year = statedYear(title, reportYear);
    if (year === undefined) continue;
    if (year > reportYear) return { year: null, reason: "target" };
    return { year: year === reportYear ? null : year, reason: null };
  }
  return NO_SCENE;
}

const PART_ROW = /季度|^\d{1,2}\s?月|[一二三四五六七八九十]月|[上下]半年/u;
const TOTAL_ROW = /^(?:合计|总计|小计|累计|共计)/u;
const TARGET_CAPTION = /目标|计划|预算|预期|指标任务/u;

/** What a table says of a cell whose heads are `label`. */
export function sceneOfTable(
  grid: NonNullable<FigureParagraph["grid"]>,
  label: string,
  titles: readonly string[],
  reportYear: number,
): Scene {
  if (TOTAL_ROW.test(label) && grid.rows.some(({ head }) => PART_ROW.test(head)))
    return { year: null, reason: "period" };
  if (TARGET_CAPTION.test(grid.caption)) return { year: null, reason: "target" };
  if (OTHER_BODY.test(grid.caption)) return { year: null, reason: "other-body" };
  return sceneOfTitles([grid.caption, ...titles], reportYear);
}
