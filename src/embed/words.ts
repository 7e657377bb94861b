import { reportWords } from "../reports/words.ts";

/** The words of a piece of this site on other people's pages. */
export const embedWords = {
  demo: "演示数据，内容均为虚构",
  older: (n: number, day: string) => `这是第${n}版（${day}公示）的文字。`,
  newer: (n: number, day: string) => `现有第${n}版（${day}公示）。`,
  fate: reportWords.fate,
  toNewer: "查看新版",
  whatChanged: "查看改动",
  cut: "以下从略",
  readAll: "阅读全文",
  check: "在公示上核对原文",
  edition: (n: number, day: string) => `第${n}版，${day}公示`,
  sections: (n: number) => `共${n}节`,
  moreSections: (n: number) => `另有${n}节`,
  untitled: "卷首",
  empty: "这一节只有标题，没有正文。",
  drawn: (years: string, shown: number, all: number) =>
    shown < all ? `图中为${years}，${all}个单位中的${shown}个。` : `图中为${years}，${all}个单位。`,
  years: (from: number, to: number) => (from === to ? `${from}年度` : `${from}—${to}年度`),
  asOf: (day: string) => `各单位报告写明的数值，截至${day}`,
  allValues: "全部数值与出处",
  values: (name: string, unit: string, parts: string) => `${name}（${unit}）：${parts}`,
  lastValue: (bureau: string, year: number, value: string) => `${bureau}${year}年${value}`,
  nothing: "收录的报告里没有写明这项数字。",
  notHere: "没有可以嵌入的内容。网址可能抄错了；请到公示的页面上重新复制嵌入代码。",
  home: "打开公示",
  frameTitle: (title: string) => `公示：${title}`,
  code: "嵌入代码",
  codeHint: "粘贴到网页中，显示这段文字和出处；读者的浏览器不会收到 Cookie。",
};
