import { describe, expect, test } from "vitest";
import { readFigures } from "../../figures/reading/extract.ts";
import { sectionsOf, tableSection } from "../../figures/fixtures/sections.ts";
import { readPoints } from "./points.ts";

const YEAR = 2023;

const told = (points: ReturnType<typeof readPoints>) =>
  points
    .map(({ indicator, year, value, upTo, approximate, leftOut }) =>
      [
        leftOut === null ? "" : `(${leftOut}) `,
        indicator,
        ` ${year}=${value}`,
        upTo === null ? "" : `..${upTo}`,
        approximate ? "~" : "",
      ].join(""),
    )
    .join("; ");

describe("what a sentence states, and what it only seems to state", () => {
  test.each<[string | null, string, string]>([
    [
      "volunteering",
      "上年志愿服务4,500小时，今年志愿服务4,608小时。",
      "volunteer-hours 2022=4500; volunteer-hours 2023=4608",
    ],
    [
      "volunteering",
      "志愿服务时长4,608小时，上年同期4,500小时。",
      "volunteer-hours 2023=4608; volunteer-hours 2022=4500",
    ],
    [
      "volunteering",
      "全年志愿服务4,608小时，比上年的4,500小时增加108小时。",
      "volunteer-hours 2023=4608; volunteer-hours 2022=4500",
    ],
    ["volunteering", "志愿服务时长由4,500小时增加到4,608小时。", "volunteer-hours 2023=4608"],
    ["volunteering", "2021年、2022年、2023年志愿服务时长分别为4,100小时、4,500小时、4,608小时。", ""],
    [
      "volunteering",
      "自2016年以来，全局职工坚持开展活动，志愿服务时长31,000小时。",
      "(cumulative) volunteer-hours 2023=31000",
    ],
    ["volunteering", "建队十年，志愿服务时长31,000小时。", "(cumulative) volunteer-hours 2023=31000"],
    ["volunteering", "“十四五”以来，志愿服务时长达31,000小时。", "(cumulative) volunteer-hours 2023=31000"],
    ["volunteering", "截至6月底，志愿服务2,000小时。", "(period) volunteer-hours 2023=2000"],
    ["volunteering", "7月，志愿服务300小时。", "(period) volunteer-hours 2023=300"],
    ["volunteering", "春节期间，志愿服务1,200小时。", "(period) volunteer-hours 2023=1200"],
    [
      "volunteering",
      "明年，我们将组织员工参加社区活动，志愿服务时长达到5,000小时。",
      "(target) volunteer-hours 2023=5000",
    ],
    ["volunteering", "到2025年，志愿服务时长达到5,000小时。", "(target) volunteer-hours 2025=5000"],
    ["volunteering", "志愿服务时长应不少于20小时。", ""],
    ["volunteering", "其中，志愿服务时长1,200小时。", "(part) volunteer-hours 2023=1200"],
    ["volunteering", "平均每人志愿服务19小时。", ""],
    ["volunteering", "全市志愿服务时长达3,000万小时。", ""],
    ["volunteering", "张师傅个人志愿服务320小时。", ""],
    ["volunteering", "志愿服务时长增加108小时。", ""],
    ["volunteering", "志愿服务0小时。", "volunteer-hours 2023=0"],
    ["volunteering", "志愿服务时长-5小时。", ""],
    ["volunteering", "志愿服务时长10000000000000000小时。", "(implausible) volunteer-hours 2023=10000000000000000"],
    ["overview", "中国水务集团，员工12万人，分布于31个省市。", "(other-body) staff 2023=120000"],
    ["overview", "2016年成立，员工312人。", "(year) staff 2023=312"],
    ["overview", "我局成立于1998年，现有员工312人，2022年获评文明单位。", "staff 2023=312"],
    ["overview", "我局2022年获评文明单位，现有员工312人。", "staff 2023=312"],
    ["overview", "集团共有员工12万人，我局员工312人。", "staff 2023=312"],
    ["staff-training", "举办消防培训，培训120人次。", ""],
    ["staff-training", "为居民开展节水培训，培训300人次。", ""],
    ["honest-service", "2022年投诉143件，2023年64件。", "complaints 2022=143; complaints 2023=64"],
    ["honest-service", "投诉量2022年143件、2023年64件。", "complaints 2022=143; complaints 2023=64"],
    ["honest-service", "全年投诉64件（上年143件）。", "complaints 2023=64; complaints 2022=143"],
    ["honest-service", "行业投诉量下降20%，我局投诉量下降55%。", "complaints-change 2023=-55"],
    ["honest-service", "全市用户满意率92%，我局98.5%。", ""],
    ["profit", "两年平均经营收入增长7.2%。", ""],
    ["profit", "亏损利润-300万元。", ""],
    ["relief", "党员捐款1.2万元，员工捐款3.2万元。", ""],
    ["energy-saving", "办公用电量120万千瓦时，生产用电量300万千瓦时。", ""],
    ["energy-saving", "用电量1,520MWh。", "electricity 2023=1520000"],
    ["energy-saving", "减少碳排放300吨。", ""],
    ["environment-management", "全市绿化覆盖率38%。", ""],
    ["honours", "近三年获得荣誉36项。", ""],
    [
      "volunteering",
      "我局志愿者队伍不断壮大。2019年，注册志愿者80人。2021年，注册志愿者100人。目前，注册志愿者137人。",
      "registered-volunteers 2019=80; registered-volunteers 2021=100; registered-volunteers 2023=137",
    ],
    ["volunteering", "2023年，全市注册志愿者600万人；我局注册志愿者137人。", "registered-volunteers 2023=137"],
    [
      "volunteering",
      "2022年情况如下：志愿服务320人次；志愿服务时长4,500小时。",
      "(year) volunteer-visits 2023=320; (year) volunteer-hours 2023=4500",
    ],
    ["volunteering", "2022年情况如下：\n志愿服务时长4,500小时。", "(year) volunteer-hours 2023=4500"],
    ["volunteering", "如果每人服务20小时，志愿服务时长将达6,000小时。", ""],
    ["volunteering", "开展“邻里守望”项目，志愿服务320小时。", "(part) volunteer-hours 2023=320"],
    ["volunteering", "春运期间，出动志愿者80人次，服务时长1,200小时。", "(period) volunteer-hours 2023=1200"],
    [
      "volunteering",
      "文明交通项目：服务时长800小时；敬老项目：服务时长600小时。",
      "(differs) volunteer-hours 2023=800; (differs) volunteer-hours 2023=600",
    ],
    [
      "volunteering",
      "文明交通志愿服务800小时，敬老志愿服务600小时，共计志愿服务1,400小时。",
      "volunteer-hours 2023=1400",
    ],
    ["staff-training", "第一期培训40人次，第二期培训50人次。", ""],
    ["staff-training", "新员工培训：培训20人次。", "(part) training-visits 2023=20"],
    ["staff-training", "专题培训一：培训40人次。", "(part) training-visits 2023=40"],
    ["staff-training", "参加市局组织的培训12期，培训40人次。", "(part) training-visits 2023=40"],
    ["staff-training", "安全生产培训300人次，业务培训500人次，合计培训800人次。", "training-visits 2023=800"],
    ["honest-service", "受理咨询、投诉1,264件。", "(ambiguous) complaints 2023=1264"],
    ["honest-service", "12月受理投诉5件。", "(period) complaints 2023=5"],
    ["honest-service", "截至11月，受理投诉60件。", "(period) complaints 2023=60"],
    [
      "honest-service",
      "投诉量为64件（2022年：143件，2021年：150件）。",
      "complaints 2023=64; complaints 2022=143; complaints 2021=150",
    ],
    ["profit", "区域内企业营业收入300亿元，纳税20亿元。", "(other-body) tax 2023=2000000000"],
    ["profit", "带动农户增收，营业收入300万元。", "(other-body) revenue 2023=3000000"],
    ["energy-saving", "12月用电量12万千瓦时。", "(period) electricity 2023=120000"],
    ["relief", "员工捐款3.2万元，公司捐款10万元。", "(part) donations 2023=32000"],
    ["relief", "全市无偿献血40万人次。", ""],
    ["labour-protection", "安全事故0起，上年1起。", "accidents 2023=0; accidents 2022=1"],
    ["energy-saving", "光伏发电量30万千瓦时，占全部用电量152万千瓦时的20%。", "solar 2023=300000"],
    ["volunteering", "注册志愿者137人，占全市注册志愿者的0.01%。", "registered-volunteers 2023=137"],
    ["staff-training", "全年培训109期、2,680人次。", "training-sessions 2023=109; training-visits 2023=2680"],
    ["honest-service", "用户满意率从97%提升到98.5%。", "satisfaction 2023=98.5"],
    ["environment", "产销差率由16.8%降到15.1%。", "water-loss 2023=15.1"],
    ["relief", "2023年内组织员工28人义务献血。", "blood-donors 2023=28"],
    ["relief", "员工捐款3万元支援灾区。", "donations 2023=30000"],
    ["relief", "党员骨干参加无偿献血19人次，献血量7,700毫升。", "(part) blood-volume 2023=7700"],
    ["relief", "11月组织无偿献血，41人献血，共8,200毫升。", "blood-donors 2023=41; blood-volume 2023=8200"],
    ["profit", "经营收入较2021年增长15%。", "(ambiguous) revenue-change 2023=15"],
    ["profit", "经营收入较2022年增长7%。", "revenue-change 2023=7"],
    ["profit", "经营收入环比增长7%。", "(ambiguous) revenue-change 2023=7"],
  ])("in %s: %s", (standard, text, points) => {
    const sections = sectionsOf(text).map((section) => ({ ...section, standard }));
    expect(told(readPoints(readFigures(sections), YEAR))).toBe(points);
  });
});

describe("a section named for another time", () => {
  const points = (title: string) =>
    told(
      readPoints(
        readFigures(sectionsOf("注册志愿者120人，志愿服务4,500小时。").map((each) => ({ ...each, title }))),
        YEAR,
      ),
    );

  test("gives its year", () => {
    expect(points("2022年工作回顾")).toBe("registered-volunteers 2022=120; volunteer-hours 2022=4500");
    expect(points("2024年工作安排")).toContain("(target) volunteer-hours");
    expect(points("“十四五”时期主要成绩")).toContain("(cumulative) volunteer-hours");
  });

  test("gives its year to the sections below it", () => {
    const [above, below] = sectionsOf("", "志愿服务4,500小时。");
    if (!above || !below) throw new Error("no sections");
    const sections = [
      { ...above, title: "2022年回顾" },
      { ...below, parent: 0, title: "志愿服务" },
    ];
    expect(told(readPoints(readFigures(sections), YEAR))).toBe("volunteer-hours 2022=4500");
  });
});

describe("a table", () => {
  const points = (rows: string[][], caption = "") => told(readPoints(readFigures([tableSection(rows, caption)]), YEAR));

  test("has the unit of each row in a column of its own, and years as bare numbers", () => {
    const rows = [
      ["指标", "单位", "2022", "2023", "同比"],
      ["注册志愿者", "人", "120", "137", "14.2%"],
      ["志愿服务时长", "万小时", "0.45", "0.4608", "2.4%"],
    ];
    expect(points(rows)).toBe(
      "registered-volunteers 2022=120; registered-volunteers 2023=137; volunteer-hours 2022=4500; volunteer-hours 2023=4608",
    );
  });

  test("has years as rows", () => {
    const rows = [
      ["年度", "志愿服务时长（小时）"],
      ["2022", "4,500"],
      ["2023", "4,608"],
    ];
    expect(points(rows)).toBe("volunteer-hours 2022=4500; volunteer-hours 2023=4608");
  });

  test("tells aims, parts of a year and other bodies apart", () => {
    expect(
      points([
        ["项目", "2023年目标", "2023年实际"],
        ["志愿服务时长（小时）", "4,600", "4,608"],
      ]),
    ).toBe("(target) volunteer-hours 2023=4600; volunteer-hours 2023=4608");
    expect(
      points([
        ["季度", "志愿服务时长（小时）"],
        ["一季度", "1,000"],
        ["合计", "1,000"],
      ]),
    ).toBe("(period) volunteer-hours 2023=1000");
    expect(
      points(
        [
          ["项目", "数量"],
          ["志愿服务时长（小时）", "9,000"],
        ],
        "全市志愿服务情况",
      ),
    ).toBe("(other-body) volunteer-hours 2023=9000");
    expect(
      points([
        ["项目", "全市", "本局"],
        ["注册志愿者（人）", "90,000", "137"],
      ]),
    ).toBe("");
  });

  test("of sixty years, of units that do not exist, of values below zero and beyond all bounds makes no false point", () => {
    const years = Array.from({ length: 60 }, (_, n) => `${1964 + n}年`);
    const long = readPoints(
      readFigures([
        tableSection([
          ["项目", ...years],
          ["志愿服务时长（小时）", ...years.map((_, n) => String(4000 + n))],
        ]),
      ]),
      YEAR,
    );
    expect(long.map(({ year, value }) => (value === null ? null : value - 4000 - (year - 1964)))).toEqual(
      Array.from({ length: 60 }, () => 0),
    );
    const rows = [
      ["项目", "数量"],
      ["志愿服务时长（甲时）", "12"],
      ["注册志愿者（箱）", "12"],
      ["志愿服务时长（小时）", "-4"],
      ["用电量（千瓦时）", "1000000000000000"],
    ];
    expect(points(rows, "主要指标")).not.toMatch(/(?:^|; )[a-z]/);
  });
});
