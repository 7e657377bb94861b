import { expect, test } from "vitest";
import { citation, toBibtex, toCslJson } from "./cite.ts";
import type { ReportView } from "../view.ts";

const view = {
  bureau: { slug: "donghu", name: "示例市东湖电信局", shortName: "东湖电信局", demo: true },
  year: 2023,
  revision: {
    number: 2,
    title: "示例市东湖电信局2023年度社会责任报告",
    // 00:30 on the 19th in Beijing
    publishedAt: "2024-09-18T16:30:00.000Z",
    fileSha256: "ab".repeat(32),
  },
} as ReportView;
const report = { view, origin: "https://gongshi.example", accessed: "2026-11-21" };
const section = { ...report, section: { slug: "volunteering", title: "志愿服务" } };

test("a report is cited by bureau, revision, revision date in Beijing, day of access and frozen address", () => {
  expect(citation(report)).toBe(
    "示例市东湖电信局. 2023年度社会责任报告: 第2版[R/OL]. (2024-09-19)[2026-11-21]. https://gongshi.example/reports/donghu/2023/r2.",
  );
});

test("a section is cited as a part of its report, a paragraph by its anchor", () => {
  expect(citation(section, "7f3a9c")).toBe(
    "示例市东湖电信局. 志愿服务[R/OL]//示例市东湖电信局. 2023年度社会责任报告: 第2版. (2024-09-19)[2026-11-21]. https://gongshi.example/reports/donghu/2023/r2/volunteering#p-7f3a9c.",
  );
});

test("BibTeX has one balanced entry that names the address and the hash", () => {
  const bibtex = toBibtex(section);
  expect(bibtex).toMatch(/^@incollection\{donghu-2023-r2-volunteering,\n/);
  expect(bibtex).toContain("url = {https://gongshi.example/reports/donghu/2023/r2/volunteering}");
  expect(bibtex.split("{").length).toBe(bibtex.split("}").length);
});

test("BibTeX escapes what TeX would obey", () => {
  const odd = { ...report, view: { ...view, revision: { ...view.revision, title: "收入100% & \\write18{x}" } } };
  expect(toBibtex(odd)).toContain("收入100\\% \\& \\\\write18\\{x\\}");
});

test("CSL-JSON gives dates as numbers", () => {
  expect(toCslJson(report)[0]).toMatchObject({
    type: "report",
    issued: { "date-parts": [[2024, 9, 19]] },
    accessed: { "date-parts": [[2026, 11, 21]] },
  });
});
