import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractFigures } from "./extract.ts";
import { scanFigures } from "./scan.ts";
import { sectionsOf, tableSection } from "../fixtures/sections.ts";

const stated = (text: string) =>
  scanFigures(text).map(({ start, end, value, upTo, unit, approximate }) =>
    [text.slice(start, end), value, ...(upTo === null ? [] : [upTo]), unit, ...(approximate ? ["≈"] : [])].join(" "),
  );

describe("a stated figure", () => {
  test.each([
    ["在岗员工 291 人", ["291 人 291 人"]],
    ["管道2,460公里", ["2,460公里 2460 公里"]],
    ["帮困金额 5.98 万元", ["5.98 万元 59800 元"]],
    ["投入共计约 700 余万元", ["700 余万元 7000000 元 ≈"]],
    ["售电量11.6亿千瓦时", ["11.6亿千瓦时 1160000000 千瓦时"]],
    ["单耗0.312千瓦时", ["0.312千瓦时 0.312 千瓦时"]],
    ["服务人口73万。", ["73万 730000 "]],
    ["满意度 81.13，", ["81.13 81.13 "]],
    ["占比１２．５％", ["１２．５％ 12.5 %"]],
    ["百分之八十五点五", ["百分之八十五点五 85.5 %"]],
    ["听众一千四百余人", ["一千四百余人 1400 人 ≈"]],
    ["共一百零三天", ["一百零三天 103 天"]],
    ["专题研讨六次", ["六次 6 次"]],
    ["两人获奖", ["两人 2 人"]],
    ["减少近三成", ["三成 30 % ≈"]],
    ["电耗增加一成四，", []],
    ["近百场宣讲", ["百场 100 场 ≈"]],
    ["每组10-12人", ["10-12人 10 12 人 ≈"]],
    ["报销比例70%至90%", ["70%至90% 70 90 % ≈"]],
    ["通报 4 次/月", ["4 次/月 4 次/月"]],
    ["上升0.8个百分点", ["0.8个百分点 0.8 个百分点"]],
    ["完成经营收入**万元", ["**万元  元"]],
    ["日处理中水4万m3，", ["4万m3 40000 立方米"]],
    ["系统35000m³/d一套", ["35000m³/d 35000 立方米/日"]],
    ["13.5万m³中段水", ["13.5万m³ 135000 立方米"]],
    ["绿地1,200 m2、3.5km²", ["1,200 m2 1200 平方米", "3.5km² 3.5 平方公里"]],
    ["管线12 km、深3m", ["12 km 12 km", "3m 3 m"]],
    ["培训9 000余人次", ["9 000余人次 9000 人次 ≈"]],
    ["用水1 234 567吨", ["1 234 567吨 1234567 吨"]],
  ])("is read from %s", (text, expected) => expect(stated(text)).toEqual(expected));

  test.each([
    "2023年12月31日，第9份报告",
    "1-5 月",
    "二〇一九年八月起",
    "沿G60走廊建设5G基站",
    "拨打10000号或021-12345678",
    "依据第十二条、第3款",
    "通过ISO9001和GB/T 19001-2016认证",
    "党的二十大和十九届二中全会",
    "一是加强领导，二次供水",
    "“三个帮助”和“20 条”",
    "百名工匠、千户万家",
    "数十次慰问",
    "在4楼、11楼",
    "央视13套报道",
    "上午8时15分",
    "七八个人",
    "三分之一",
    "每百万公里、每万户",
    "坚持两项原则、五个方面",
    "公司ABC-12项目",
  ])("is not what only looks like one: %s", (text) => expect(stated(text)).toEqual([]));

  test("stands where its offsets say, in any text", () => {
    const pieces = fc.constantFrom(
      "共",
      "12人",
      "，",
      "3.5%",
      "第5条",
      "**万元",
      "三十一万户",
      " ",
      "约1,200件",
      "𠮷",
      "G60",
      "；",
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join("");
        let last = 0;
        for (const { start, end, unit } of scanFigures(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toContain(unit);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          last = end;
        }
      }),
    );
  });
});

describe("the figures of a report", () => {
  test("carry the words that say what they count, and where they stand", () => {
    const text = "2024年受理投诉1,118件，同比下降5.3%；客户数（不含纯移动）：67.4万户。";
    const figures = extractFigures(sectionsOf(text));
    expect(figures.map(({ label, role, unit, step }) => [label, role, unit, step])).toEqual([
      ["2024年受理投诉", "level", "件", 1],
      ["同比下降", "fall", "%", 0.1],
      ["客户数", "level", "户", 1000],
    ]);
    for (const { start, end, text: printed } of figures) expect(text.slice(start, end)).toBe(printed);
  });

  test("are read from tables with the unit of their row, column or caption", () => {
    const rows = [
      ["序号", "指标", "2023年", "2024年（万户）"],
      ["1", "投诉（件）", "2,980", "3.5"],
      ["2", "备注", "见正文", "12%"],
    ];
    const figures = extractFigures([
      tableSection(
        rows.map((row) => row.slice(1)),
        "单位：件",
      ),
    ]);
    expect(figures.map(({ text, value, unit }) => [text, value, unit])).toEqual([
      ["2,980", 2980, "件"],
      ["3.5", 3.5, "件"],
      ["12%", 12, "%"],
    ]);
    expect(extractFigures([tableSection(rows)]).every(({ text }) => text !== "1")).toBe(true);
  });
});
