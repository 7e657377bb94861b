import { describe, expect, test } from "vitest";
import { bureauName } from "./bureau-name.ts";
import { readText } from "../fixtures/read-text.ts";
import { yearInText, yearInTitle } from "./report-year.ts";
import { derivedShortName, shortName } from "./short-name.ts";

describe("year", () => {
  test.each([
    ["云浦局2023 年度社会责任报告", 2023],
    ["云浦局2020年社会责任报告", 2020],
    ["云浦局二〇一九年度社会责任报告", 2019],
    ["云浦局二○一九年社会责任报告", 2019],
    ["云浦局社会责任报告（2021年度）", 2021],
    ["云浦局２０２２年度社会责任报告", 2022],
    ["云浦局2017-2018年度社会责任报告", 2018],
    ["云浦局2017年至2018年社会责任报告", 2018],
    ["2016云浦局社会责任报告", 2016],
    ["云浦局3019年度社会责任报告", 3019],
  ])("%s", (title, year) => {
    expect(yearInTitle(title)?.year).toBe(year);
  });

  test("a number that is no year is not taken for one", () => {
    expect(yearInTitle("云浦局社会责任报告第12345号")).toBeNull();
    expect(yearInTitle("云浦局1066年社会责任报告")).toBeNull();
  });

  test("a range is noted", () => {
    const parsed = readText("云浦局2017-2018年度社会责任报告\n\n一、公开陈述\n\n真实。\n");
    expect(parsed.notes.find((note) => note.code === "year")?.message).toContain("2018");
  });

  test("the report's own period is read where the title is silent", () => {
    expect(yearInText("成立于1998年。时间范围：2022年1月1日至2022年12月31日。")?.year).toBe(2022);
    expect(yearInText("成立于1998年，获2011年先进。")).toBeNull();
  });
});

describe("bureau", () => {
  test.each([
    ["上海市云浦区绿化和市容管理局2020年度社会责任报告", "上海市云浦区绿化和市容管理局"],
    ["云浦自来水有限公司 2020 年文明单位社会责任报告", "云浦自来水有限公司"],
    ["云浦区人民医院履行社会责任报告（2021年度）", "云浦区人民医院"],
    ["2019年度云浦街道办事处社会责任报告", "云浦街道办事处"],
    ["云浦区社区事务受理服务中心二〇一九年度社会责任报告", "云浦区社区事务受理服务中心"],
    ["云浦中学2017-2018年度社会责任报告", "云浦中学"],
    ["中国云浦（集团）有限公司2020年企业社会责任报告", "中国云浦（集团）有限公司"],
  ])("%s", (title, bureau) => {
    expect(bureauName(title, [], "")).toEqual({ name: bureau, how: "stated" });
  });

  test.each([
    ["云浦市人民政府2024年政府信息公开工作年度报告", "云浦市人民政府"],
    ["2024年云浦区卫生健康委员会政府信息公开年报", "云浦区卫生健康委员会"],
    ["云浦市东湖区教育局2024年度部门决算", "云浦市东湖区教育局"],
    ["2024年度云浦市水务局（本级）部门决算公开情况说明", "云浦市水务局（本级）"],
    ["中共云浦市委办公室2025年部门预算", "中共云浦市委办公室"],
    ["云浦市图书馆2024年单位决算公开说明", "云浦市图书馆"],
    ["云浦股份有限公司2023年年度报告", "云浦股份有限公司"],
    ["云浦股份有限公司2023年半年度报告摘要", "云浦股份有限公司"],
    ["云浦银行股份有限公司2024年可持续发展报告", "云浦银行股份有限公司"],
    ["云浦能源集团有限公司2023年度环境、社会及公司治理（ESG）报告", "云浦能源集团有限公司"],
    ["2023云浦集团ESG报告", "云浦集团"],
    ["云浦股份有限公司2023年度社会责任暨可持续发展报告", "云浦股份有限公司"],
    ["云浦市司法局2024年法治政府建设年度报告", "云浦市司法局"],
    ["云浦县审计局关于2024年度法治政府建设情况的报告", "云浦县审计局"],
    ["云浦职业技术学院2023年高等职业教育质量年度报告", "云浦职业技术学院"],
    ["云浦市统计局2024年工作总结", "云浦市统计局"],
    ["云浦市第一人民医院2024年度内部控制自我评价报告", "云浦市第一人民医院"],
    ["云浦大学2023-2024学年本科教学质量报告", "云浦大学"],
  ])("of every family of reports: %s", (title, bureau) => {
    expect(bureauName(title, [], "")).toEqual({ name: bureau, how: "stated" });
  });

  test.each([
    ["2024年云浦省政府工作报告", [], "云浦省人民政府"],
    ["政府工作报告", ["——2024年1月10日在云浦县第八届人民代表大会第四次会议上"], "云浦县人民政府"],
    ["云浦市2024年国民经济和社会发展统计公报", [], "云浦市人民政府"],
    ["云浦科技有限公司员工手册", [], "云浦科技有限公司"],
  ])("is concluded, for a person to look at: %s", (title, around, bureau) => {
    expect(bureauName(title, around, "")).toEqual({ name: bureau, how: "guessed" });
  });

  test("is read off a title that runs it into the kind of report, for a person to look at", () => {
    const name = "云浦市人民政府";
    expect(bureauName("2024年云浦市人民政府工作报告", [], "")).toEqual({ name, how: "read" });
  });

  test.each(["云浦市东湖街道", "云浦市东湖社区", "云浦市卫健委", "云浦国有林场", "云浦市第一粮库"])(
    "ends as bodies' names do beside the year: %s",
    (name) => {
      expect(bureauName(`${name}2023年度社会责任报告`, [], "")).toEqual({ name, how: "stated" });
    },
  );

  test.each([
    ["员工手册", "本手册适用于合资公司及其各地分公司等所有关联公司（以下简称“公司”）。"],
    ["2022年度社会责任报告", "本报告的范围为合资公司及其各地分公司等东湖所有关联公司（以下简称“公司”）。"],
    ["2022年度社会责任报告", "云浦水务有限公司（以下简称“水务公司”）是本单位的供水单位。"],
    ["部门决算公开", "预算单位（以下统称单位）"],
  ])("is never taken from a short name of somebody: %s", (title, text) => {
    expect(bureauName(title, [], text)).toBeNull();
  });

  test("markup is never a name", () => {
    expect(bureauName("<script>alert(1)</script>2020年社会责任报告", [], "")).toBeNull();
  });
});

describe("short name", () => {
  test("is what the report declares for itself", () => {
    expect(shortName("云浦总公司上海松湖供电局", "云浦总公司上海松湖供电局（以下简称“松湖供电局”）坚持")).toBe(
      "松湖供电局",
    );
    expect(shortName("云浦区图书馆", "云浦区图书馆（以下简称云浦图书馆）免费开放")).toBe("云浦图书馆");
  });

  test("is not the parent's, nor “本单位”", () => {
    const text = "云浦总公司上海分公司（简称上海云浦）下属的东湖区局（简称东湖局），以下简称“本单位”。";
    expect(shortName("云浦总公司上海东湖供电局", text)).toBe("东湖局");
  });

  test.each([
    ["云浦电力股份有限公司上海松湖供电局", "松湖供电局"],
    ["上海市云浦区水务局", "云浦区水务局"],
    ["上海市气象局", "上海市气象局"],
    ["上海云浦自来水有限公司", "云浦自来水"],
    ["云浦集团有限公司", "云浦集团"],
  ])("of %s is derived", (bureau, short) => {
    expect(derivedShortName(bureau)).toBe(short);
  });
});
