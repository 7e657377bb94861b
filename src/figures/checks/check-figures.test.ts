import { describe, expect, test } from "vitest";
import { checkFigures } from "./check-figures.ts";
import { figuresText } from "../reading/printed-text.ts";
import { sectionsOf, tableSection } from "../fixtures/sections.ts";

const found = (...texts: string[]) => checkFigures(sectionsOf(...texts)).map(({ kind, computed }) => [kind, computed]);

describe("figures that do not agree are listed", () => {
  test.each([
    [
      "a share of a total stated elsewhere",
      ["共有在岗员工 200 人。", "注册志愿者90人，占全局员工总数的47.5%。"],
      ["share", "90 ÷ 200 = 45.00%"],
    ],
    [
      "a share whose part is named in its clause",
      ["员工总数200人，其中派遣制员工6人，派遣制员工占比4%。"],
      ["share", "6 ÷ 200 = 3.00%"],
    ],
    [
      "a share of the total in the same sentence",
      ["年末职工300人，其中女职工120人，占42%。"],
      ["share", "120 ÷ 300 = 40.00%"],
    ],
    [
      "a share of a whole that is not the staff",
      ["全年投诉总量400件。", "服务类82件，占投诉总量的22.5%。"],
      ["share", "82 ÷ 400 = 20.50%"],
    ],
    ["men and women", ["职工402人，其中男职工318人、女职工86人。"], ["sum", "318人 + 86人 = 404人"]],
    [
      "parts closed by 其他",
      ["投诉100件，其中资费类40件、宽带类35件、其他20件。"],
      ["sum", "40件 + 35件 + 20件 = 95件"],
    ],
    [
      "parts of one kind that are more than all",
      ["投诉300件，其中停电类158件、计量类71件、抄表类76件。"],
      ["sum", "158件 + 71件 + 76件 = 305件"],
    ],
    [
      "a total after its parts",
      ["慰问支出17.15万元，采购支出11.04万元，助农支出12.56万元，总计支出41.75万元。"],
      ["sum", "17.15万元 + 11.04万元 + 12.56万元 = 40.75万元"],
    ],
    [
      "percentages of one whole",
      ["从年龄看，青年占45%，中年占40%，其他占20%。"],
      ["percentages", "45% + 40% + 20% = 105%"],
    ],
    [
      "one change stated twice",
      ["工信部申告量64件，同比下降55.71%。", "重复投诉下降24.1%，工信部申告总量下降56.4%。"],
      ["repeated", "55.71% ≠ 56.4%"],
    ],
    ["one amount stated twice", ["年末在岗员工585人。", "全局在岗员工583人。"], ["repeated", "585人 ≠ 583人"]],
    ["a change between two amounts", ["投诉由200件降到150件，下降30%。"], ["change", "(150 − 200) ÷ 200 = −25%"]],
    [
      "a change from what stood in brackets",
      ["停电4.5小时（2022年5.0小时），下降20%。"],
      ["change", "(4.5 − 5) ÷ 5 = −10%"],
    ],
    ["a rate that moved by points", ["达标率由80%提升到85%，提高2个百分点。"], ["change", "85 − 80 = 5"]],
  ])("%s", (_, texts, expected) => expect(found(...texts)).toEqual([expected]));

  test("a table's total and its column of changes", () => {
    const rows = [
      ["类别", "2023年", "2024年", "同比"],
      ["资费", "200", "150", "-30.0%"],
      ["宽带", "100", "110", "10.0%"],
      ["合计", "300", "270", "-10.0%"],
    ];
    expect(checkFigures([tableSection(rows)]).map(({ kind, computed }) => [kind, computed])).toEqual([
      ["change", "(150 − 200) ÷ 200 = −25%"],
      ["sum", "150 + 110 = 260"],
    ]);
  });

  test("a change in words against a table of both years", () => {
    const table = tableSection([
      ["指标", "2023年", "2024年"],
      ["投诉（件）", "2,980", "2,515"],
    ]);
    const [words] = sectionsOf("投诉2,515件，同比下降18.6%。");
    expect(checkFigures([table, words!]).map(({ computed }) => computed)).toEqual(["(2515 − 2980) ÷ 2980 = −15.6%"]);
  });
});

describe("a false alarm is worse than a miss: nothing is said of", () => {
  test.each([
    ["a share that is right as rounded", ["员工268人，其中女员工97人。", "志愿者186人，占员工总数的69.4%。"]],
    ["a share that was cut and not rounded", ["员工总数290人。", "志愿者200人，占员工总数的68.96%。"]],
    ["a share of a whole that is nowhere stated", ["培训1,200人次，占参训对象的35%。"]],
    ["a share of last year's staff", ["上年员工总数250人。", "志愿者100人，占员工总数的50%。"]],
    ["a rounded part", ["员工总数291人。", "近100人报名，占员工总数的30%。"]],
    ["any of two totals that fits", ["在岗员工291人。", "含外包员工总数400人。", "志愿者100人，占员工总数的25%。"]],
    ["parts that leave some out", ["投诉486件，其中停电类211件、抄表类163件、服务态度类98件。"]],
    ["parts that overlap", ["员工312人，其中女员工118人，党员110人，本科及以上学历201人。"]],
    ["parts of other divisions, near the total", ["员工300人，其中女员工118人，大专以上183人。"]],
    ["several fields of one prize", ["获奖8项，其中国家级5项、团体4项。"]],
    ["rounded parts", ["支出1.1万元，其中慰问0.55万元、其他0.54万元。"]],
    ["amounts that only stand before a total", ["走访12户，慰问35人，送医5人，总计投入6万元。"]],
    ["rates that are not parts", ["办结率99%，满意率91%，占比提升明显，其他指标达到95%。"]],
    ["the same words of other years", ["2022年投诉总量300件。", "2023年投诉总量280件。"]],
    [
      "a year that the report is not about",
      ["2024年工作圆满。2024年用户数下降。全区用水总量增长3.1%。", "2025年全区用水总量增长2.5%。"],
    ],
    ["the same words of other months", ["7月份线上受理率98.77%。", "10月份线上受理率99.36%。"]],
    ["the same words of other places", ["东院区，占地面积70亩。", "西院区，占地面积68亩。"]],
    [
      "enterprises above a size, and those of a park",
      [
        "规模以上工业企业实现利润12061万元，主营业务收入283578万元。",
        "工业园区平稳发展。实现产值298234万元，主营业务收入269313万元。",
      ],
    ],
    ["a goal and what came of it", ["志愿服务时长目标5,000小时。", "志愿服务时长4,760小时。"]],
    ["what only points back", ["维修工作有序，相关支出增长19.5%。", "培训工作有序，相关支出增长21.4%。"]],
    ["a series", ["垃圾分类准确率91%。", "垃圾分类准确率93%。", "垃圾分类准确率95%。"]],
    ["one amount rounded elsewhere", ["经营收入12,345万元。", "全年经营收入1.23亿元。"]],
    ["far apart amounts of one name", ["培训总人次1,200人次。", "网络培训总人次300人次。"]],
    ["withheld amounts", ["经营收入**万元，同比增长2.1%。", "经营收入**万元，同比增长2.1%。"]],
    ["a change that is right", ["噪声投诉由46件降到9件，下降80.4%。"]],
    ["a change of something else that follows", ["阅读量由46次增到90次，员工满意率提高3%。"]],
    ["a part that is less by the way", ["投诉由200件降到150件，其中资费类下降30%。"]],
  ])("%s", (_, texts) => expect(found(...texts)).toEqual([]));
});

test("a doubt quotes both places with their paragraph and offsets, and never judges", () => {
  const sections = sectionsOf("共有在岗员工 291 人。", "注册数达137人，占全局员工总数的45.82%。");
  const [doubt] = checkFigures(sections);
  expect(doubt?.quotations.map(({ text }) => text)).toEqual([
    "注册数达137人，占全局员工总数的45.82%",
    "共有在岗员工 291 人",
  ]);
  for (const { section, anchor, start, end, text } of doubt?.quotations ?? []) {
    const block = sections.find(({ slug }) => slug === section)?.blocks.find((each) => each.anchor === anchor);
    expect(block && figuresText(block).slice(start, end)).toBe(text);
  }
  expect(doubt?.message).toMatch(/^待核对：/);
  expect(doubt?.message).not.toMatch(/错误|有误|不实|虚假|造假/);
});
