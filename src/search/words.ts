import type { SearchResult } from "./engine.ts";

/** The words of the search pages. */
export const searchWords = {
  title: "搜索报告原文",
  titleOf: (q: string) => `“${q.slice(0, 40)}”的搜索结果`,
  titleFiltered: "搜索结果",
  label: "搜索报告原文",
  search: "搜索",
  filter: "筛选",
  apply: "应用筛选",
  facetAll: (n: number) => `另有${n}项，多写一个词可以缩小范围`,
  sampled: "数量按前若干条结果估算，筛选后重新统计。",
  limitedTo: "已选",
  remove: (label: string) => `${label} ✕`,
  removeAll: "清除全部",
  exclude: "排除：",
  byRelevance: "排序：最相关，切换为",
  byNewest: "排序：最新公示，切换为",
  newest: "最新公示",
  relevance: "最相关",
  exact: "完全匹配",
  exactHint: (result: SearchResult) => `${countInWords(result)}，包含全部搜索词`,
  filterOnlyHint: (result: SearchResult) => `${countInWords(result)}，符合所选范围`,
  partial: "部分匹配",
  partialHint: (n: number) => `${n}节，只包含部分搜索词`,
  took: (ms: number) => `用时${ms < 1 ? "不到1" : Math.round(ms)}毫秒`,
  revision: (n: number) => `第${n}版`,
  old: "旧版",
  compare: "与其他报告对比",
  wholeReport: "整份报告",
  forms: "这次搜索的",
  feed: "订阅",
  json: "JSON",
  table: "表格（CSV，前100节）",
  noPage: (page: string) => `没有第${page}页。`,
  firstPage: "返回第1页",
  mistake: "搜索条件有误，请修改",

  degraded: "搜索服务暂时不可用，已改用备用方式，可能稍慢，敬请谅解。",
  headingsBefore: (year: number) =>
    `${year - 1}年及更早的报告，这次只搜索了各节的标题，没有搜索正文，结果可能不全，抱歉。可以换用标题里会有的词，或者按单位、年度打开报告来读。`,
  headingsOnly:
    "这次只搜索了各节的标题，没有搜索正文，结果可能不全，抱歉。可以换用标题里会有的词，或者按单位、年度打开报告来读。",

  takenLabel: "从搜索词里认出的范围",
  why: "为什么列出",
  says: (word: string, others: readonly string[]) =>
    others.length > 0 ? `“${word}”在这里写作“${others.join("”“")}”` : `有“${word}”`,
  lacks: (word: string) => `没有“${word}”`,
  inHeading: "，在标题里",
  taken: "按",
  untake: (label: string) => `不限${label}，按普通文字搜索`,
  takenRest: (rest: string) => `搜索“${rest}”`,
  onlyIn: "也可以只看",
  corrected: (to: string) => `已按“${to}”搜索，`,
  uncorrect: (from: string) => `仍按“${from}”搜索`,
  expanded: (said: string, forms: readonly string[]) =>
    `“${said}”在报告里多写作${forms.map((form) => `“${form}”`).join("")}，也一并搜索了。`,
  unexpand: "不用这些词",
  perhaps: "您可能要找",
  reportOf: (bureau: string, year: string) => `${bureau}${year}年度报告`,
  pageOf: (bureau: string) => `${bureau}的全部报告`,
  reportsOf: (year: string) => `${year}年度的全部报告`,
  closest: (q: string) => `没有原样出现“${q}”，以下最接近`,
  closestAll: (n: number) => `没有同时包含这${han(n)}个词的章节，以下最接近`,
  closestWhere: (lead: string) => `搜索过的范围里，${lead}`,

  nothingAll: (n: number) => (n > 1 ? `没有同时包含这${han(n)}个词的章节` : "没有找到"),
  nothingLead: "已按原词、繁简字、全角半角、同义词和报告里的常用说法分别搜索。可以换一个说法，或少写几个字再试。",
  nothingWhere: (n: number) => (n > 1 ? `搜索过的范围里，没有同时包含这${han(n)}个词的章节` : "搜索过的范围里没有找到"),
  nothingLeadHeadings: (year: number) =>
    `已按原词、繁简字、全角半角和同义词分别搜索。${year}年起的报告，标题和正文都已搜索；更早的只搜索了标题，正文里有没有，这次无法确定。`,
  nothingLeadHeadingsOnly:
    "已按原词、繁简字、全角半角和同义词分别搜索。这次只搜索了各节的标题，正文里有没有，无法确定。",
  apart: "逐词结果",
  piece: "词",
  pieceCount: "符合的节数",
  pieceNone: "没有原样出现",
  pieceNoneWhere: "搜索过的范围里没有",
  pieceSoundsWhere: "搜索过的范围里没有。读音相近的有",
  pieceSounds: "没有原样出现。读音相近的有",
  otherwise: "换个条件",
  sections: (n: number) => `${n}节`,
  sectionsAtLeast: (n: number) => `至少${n}节`,
  stillNothing: "没找到？还可以",
  stillNothingText: "从单位或年度打开报告，按目录阅读。如果您认为某单位应当公开这件事，可以提交监督意见。",
  askForIt: "提交监督意见",
  bureaus: "全部单位",
  years: "全部年度",

  helpTitle: "怎样搜得准",
  helpHint: "点例子就能搜索。",
  help: [
    ["志愿服务", "报告里有相连的这几个字。一两个字也能搜索。"],
    ["投诉 下降", "两个词都有，先后不论。都有的排在前面，只有一个的另列“部分匹配”。"],
    ["“总量下降”", "引号里的字一个不差，连在一起。"],
    ["志愿服务 -进博会", "有前一个词，没有后一个词。"],
    ["标题:员工录用", "只搜索章节标题。"],
    ["节能 年:2019-2023", "只要这些年度的。单写一年也行：年:2023。"],
    ["单位:供水局 投诉", "只要名称里有“供水局”的单位。"],
    ["章节:志愿服务 人次", "只搜索这一标准章节。"],
    ["节能 修订:全部", "连已被更正的旧版一起搜索。"],
  ],
  helpRest:
    "繁体、简体，全角、半角，标点和空格的不同，都不影响搜索。从报告里抄一句话来，连换行一起，也能搜到。按“/”键可以直接跳到搜索框。",

  openSearchName: "公示",
  openSearchDescription: "搜索各单位社会责任报告的原文",
  feedTitle: (q: string) => `公示：搜索“${q || "所选范围"}”`,
  tableHead: ["单位", "年度", "版次", "章节", "上级章节", "摘录", "匹配", "地址", "固定地址"],
  tier: { exact: "完全匹配", partial: "部分匹配" },

  badQuery: "q 最长2000字，请只留下要搜索的那一段",
  needQuery: "请填写搜索词（q），或至少选一项 bureau、year、section",
  badPage: "应是从1起的整数，最多能翻到第1000条",
  badSize: "应是1到100的整数",
  badPlain: "只能是筛选的名称、correction 或 lay",
  badSort: "只能是 relevance 或 newest",
  badBureau: (slug: string) => `没有代号为“${slug.slice(0, 60)}”的单位`,
  fullTextFromLate: "full_text_from 只在开始重建时给出（cursor 为 null）",
  tooManyFacets: "一次最多选50项",
  badPrefix: "q 最长200字",
};

/** 4节, 约120节, 1000节以上 */
export function countInWords({ total, totalIs }: Pick<SearchResult, "total" | "totalIs">): string {
  const number = total.toLocaleString("en");
  if (totalIs === "at_least" && total > 0) return `${number}节以上`;
  return totalIs === "about" ? `约${number}节` : `${number}节`;
}

const han = (n: number) => "〇一两三四五六七八九十"[n] ?? String(n);
