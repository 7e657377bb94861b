import { expect, test } from "vitest";
import { notesOf, outline, readBody, texts } from "../../fixtures/read-text.ts";

const joined = (before: string, after: string) => texts(readBody(`一、公开陈述\n\n${before}\n\n${after}\n`));

test.each([
  ["inside a word", "本局对获评优秀的职工，全部发放奖", "学金；其余职工另行鼓励。", "奖学金；"],
  ["inside a number", "全年投诉总量下降12%，重复投诉下降 38.", "5%。同时提升了满意度。", "下降 38.5%。"],
  ["before a number", "完善各项制度，同时扩充建立了", "22 名监督员队伍。", "建立了22 名监督员"],
  ["after a comma", "连续多年获得先进单位，", "并通过了复核。", "先进单位，并通过"],
  ["after a pause mark", "举办了讲座、", "研讨会等活动。", "讲座、研讨会"],
  ["inside a quotation", "本局开展“走进新时代", "共话水务情”主题活动，反响热烈。", "新时代共话水务情”"],
  ["before a comma", "全局开展多种形式的节水宣传活动", "，覆盖全部社区。", "宣传活动，覆盖"],
  ["before a decimal that looks like a numeral", "全年供水，总量达到", "1.5 亿吨，同比增长2%。", "达到1.5 亿吨"],
  [
    "before house numbers that look like a numeral",
    "开展入户检修，服务了东湖路",
    "3、4号楼的居民，共120户。",
    "东湖路3、4号楼",
  ],
  [
    "in a long clause without commas",
    "本局结合世界水日和中国水周以及城市节约用水宣传周等重要时间节点开展志愿服务",
    "活动，参与者众多。",
    "志愿服务活动，",
  ],
])("a paragraph cut %s is joined without a space", (_, before, after, whole) => {
  const found = joined(before, after);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(whole);
});

test("two Latin words get their space back", () => {
  expect(joined("本局引进了国际先进的管理体系，名为 Water", "Safety Plan，效果良好。")[0]).toContain(
    "Water Safety Plan",
  );
});

test("characters doubled at the cut are kept and flagged", () => {
  const parsed = readBody("一、公开陈述\n\n本局开展了形式多样、内容丰富的志愿服务活动\n\n动，参与者众多。\n");
  expect(texts(parsed)[0]).toContain("活动动，");
  expect(notesOf(parsed, "doubled-character")).toMatchObject([
    { level: "unsure", line: 7, text: expect.stringContaining("活动⏎⏎动，") },
  ]);
});

test.each([
  ["two finished paragraphs", "本局承诺报告真实。", "本局接受社会监督。"],
  ["a paragraph and a label", "时间跨度为2021年1月1日--12月31日", "报告范围：全局各单位。"],
  ["a lead-in and its text", "具体情况如下：", "全年供水安全稳定。"],
  ["a finished quotation", "主题是“节水优先。”", "活动共三场。"],
])("%s stay apart", (_, before, after) => {
  expect(joined(before, after)).toEqual([before, after]);
});

test("a cut never swallows a heading", () => {
  expect(outline(readBody("一、公开陈述\n\n本局坚持服务群众，努力做好\n\n二、基本情况\n\n编制60人。\n"))).toEqual([
    "1 一、公开陈述 t",
    "1 二、基本情况 t",
  ]);
});
