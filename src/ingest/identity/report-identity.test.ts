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
    expect(bureauName(title, [], "")).toBe(bureau);
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
