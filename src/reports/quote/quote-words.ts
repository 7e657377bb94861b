/** The words of a quote card and of its page. */
export const quoteWords = {
  wholeTable: "表格只能整张引用。请去掉网址里的 from 和 to。",
  badPart: (length: number) =>
    `from 和 to 应是段落中所选文字的起止位置，从0数起，本段共${length}个字符。请回到原文重新选择。`,
  title: (section: string) => `引用“${section}”中的一段`,
  brand: "公示",
  kind: "社会责任报告原文",
  scan: "扫码核对原文",
  excerpt: "节选，全文见下列地址",
  edition: (section: string, n: number, day: string) => `${section}　第${n}版，${day}公示`,
  newer: (n: number) => `现有第${n}版，改动见下列地址`,
  demo: "演示数据，内容均为虚构",
  card: (text: string) => `引用卡片：${text}`,
  picture: "图片",
  pictureHint: "长按或右键可以保存、复制图片。没有按钮时，请打开“SVG 图片”后保存。",
  svg: "SVG 图片",
  asText: "原文和出处",
  address: "固定地址",
  embed: "嵌入代码（粘贴到网页）",
  embedTitle: (title: string) => `公示：${title}`,
  original: "回到原文",
  untitled: "卷首",
};
