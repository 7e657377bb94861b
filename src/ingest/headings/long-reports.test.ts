import { expect, test } from "vitest";
import { HOSPITAL_REPORT } from "../fixtures/hospital-report.ts";
import { LIBRARY_REPORT } from "../fixtures/library-report.ts";
import { notesOf, outline, readText, texts } from "../fixtures/read-text.ts";

test("a hard-wrapped report with pages", () => {
  const parsed = readText(LIBRARY_REPORT);
  expect(parsed).toMatchObject({
    title: "云浦区图书馆二〇二〇年度社会责任报告",
    bureau: "云浦区图书馆",
    shortName: "云浦图书馆",
    year: 2020,
  });
  expect(outline(parsed)).toEqual([
    "1 一、公开陈述 tss",
    "1 二、基本情况",
    "2 （一）规模与性质 t",
    "2 （二）所属类别 t",
    "1 三、履行社会责任情况",
    "2 （一）保障员工权益",
    "3 1、理论学习 t",
    "3 2、员工教育 tT",
    "2 （二）诚信服务 tii",
    "1 四、报告预期与展望 t",
    "1 五、社会评价",
    "2 （一）社会荣誉 iii",
    "2 （二）公众反响 t",
  ]);
  expect(texts(parsed)[0]).toMatch(/并提出宝贵的意见和建议。$/);
  expect(parsed.sections[7]?.blocks[1]).toMatchObject({ caption: "表1 培训情况", header: 1 });
  expect(notesOf(parsed, "contents-disagrees")).toEqual([]);
});

test("a Markdown report from a word processor", () => {
  const parsed = readText(HOSPITAL_REPORT, "report.md");
  expect(parsed).toMatchObject({ bureau: "云浦区人民医院", shortName: "云浦医院", year: 2022 });
  expect(outline(parsed)).toEqual([
    "1 第一部分 公开陈述 tt",
    "1 第二部分 基本情况",
    "2 第一章 规模与性质 t",
    "2 第二章 所属类别 t",
    "1 第三部分 社会责任实践",
    "2 第一章 保障职工权益",
    "3 一、理论学习 ii",
    "3 二、员工教育 T",
    "3 四、劳动保护 ii",
    "2 第二章 诚信服务",
    "3 1. 医德医风。 t",
    "1 第四部分 社会评价",
    "2 第一章 社会荣誉 ii",
    "2 第二章 媒体报道 tss",
  ]);
  expect(notesOf(parsed, "numeral-disagrees").map((note) => note.text)).toEqual(["四、劳动保护"]);
  expect(notesOf(parsed, "withheld")).toHaveLength(1);
  expect(texts(parsed).join("\n")).toContain("年收入**亿元，职工**人");
});
