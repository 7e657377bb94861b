import type { DoubtKind } from "./figure.ts";

/** What the pages about a report's figures say. */
export const figureWords = {
  title: "报告中的数字",
  lead: "报告正文和表格里写明的数字，按原文次序列出，每个都连到所在的段落。日期、编号和序号不算。",
  counts: (figures: number, sections: number) => `共${figures}个数字，见于${sections}节`,
  mostShown: (most: number) => `数字很多，只列前${most}个。`,
  toCheck: "待核对",
  toCheckLead: "下面几处数字对不上。两处原文并列在此，只供核对，不是结论；以单位的说明或更正为准。",
  noneToCheck: "没有发现彼此对不上的数字。只核对占比、合计、前后重复和增减幅度，未发现问题，不代表全部无误。",
  kind: {
    share: "占比",
    sum: "合计",
    percentages: "百分比之和",
    repeated: "前后不同",
    change: "增减幅度",
  } satisfies Record<DoubtKind, string>,
  computed: "算式",
  first: "此处",
  second: "别处",
  figure: "数字",
  about: "指标",
  place: "原文",
  toParagraph: "查看原文",
  approximate: "约数",
  empty: "这份报告的正文里没有写明带单位的数字。",
  csv: "下载表格（CSV）",
  json: "JSON",
  toReport: "返回报告",
  description: (title: string) => `${title}写明的数字，连到原文段落`,
  tableHead: ["章节", "数字（原文）", "数值", "至", "单位", "约数", "指标", "段落地址"],
};
