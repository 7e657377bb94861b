import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { expect, test } from "vitest";
import { z } from "zod";
import { citation, toBibtex, toCslJson, toRis } from "./cite.ts";
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
  const title = "收入100% & \\write18{x} #1_$~^\n次";
  const bibtex = toBibtex({ ...report, view: { ...view, revision: { ...view.revision, title } } });
  expect(bibtex).toContain(
    "{收入100\\% \\& \\textbackslash{}write18\\{x\\} \\#1\\_\\$\\textasciitilde{}\\textasciicircum{} 次}",
  );
  const bare = bibtex.replace(/\\[{}]/g, "");
  expect(bare.split("{").length).toBe(bare.split("}").length);
});

test("CSL-JSON gives dates as numbers", () => {
  expect(toCslJson(report)[0]).toMatchObject({
    type: "report",
    issued: { "date-parts": [[2024, 9, 19]] },
    accessed: { "date-parts": [[2026, 11, 21]] },
  });
});

/** The types that the schema of CSL-JSON (csl-data) gives the variables in use; any other is refused. */
const cslDate = z.strictObject({
  "date-parts": z.tuple([z.tuple([z.int(), z.int().min(1).max(12), z.int().min(1).max(31)])]),
});
const cslItem = z.strictObject({
  id: z.string(),
  type: z.enum(["report", "chapter"]),
  title: z.string(),
  "container-title": z.string().optional(),
  author: z.array(z.strictObject({ literal: z.string() })),
  publisher: z.string(),
  genre: z.string(),
  edition: z.string().optional(),
  number: z.string().optional(),
  issued: cslDate,
  accessed: cslDate,
  URL: z.url(),
  language: z.string(),
  note: z.string(),
});

test.each([report, section])("CSL-JSON is a list of one item with variables of its schema alone", (cited) => {
  expect(z.array(cslItem).length(1).safeParse(toCslJson(cited)).error).toBeUndefined();
});

test.each([report, section])("a reference manager reads the same from BibTeX and from CSL-JSON", (cited) => {
  const read = (text: string) => {
    const [item = {}, ...others] = new Cite(text).data as Record<string, unknown>[];
    expect(others).toEqual([]);
    const { author, _graph, "citation-key": _key, language: _language, ...rest } = item;
    const [{ literal, family } = {}] = author as { literal?: string; family?: string }[];
    return { ...rest, author: literal ?? family };
  };
  const fromBibtex = read(toBibtex(cited));
  expect(fromBibtex).toEqual(read(JSON.stringify(toCslJson(cited))));
  expect(fromBibtex).toMatchObject({ author: "示例市东湖电信局", [cited === report ? "number" : "edition"]: "第2版" });
});

test("RIS is a record of tagged lines, a report or a part of one, whatever a title holds", () => {
  const odd = { ...section, section: { slug: "x", title: "志愿\r\nER  - \r\nTY  - BOOK" } };
  const lines = toRis(odd).split("\r\n");
  expect(lines[0]).toBe("TY  - CHAP");
  expect(lines.slice(-2)).toEqual(["ER  - ", ""]);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /);
  expect(lines.filter((line) => /^(?:TY|ER)/.test(line))).toHaveLength(2);
  expect(toRis(report)).toContain("TY  - RPRT\r\n");
  // The field in which Zotero and EndNote look for the number of a report; a part of one has its edition.
  expect(toRis(report)).toContain("SN  - 第2版\r\n");
  expect(toRis(section)).toContain("ET  - 第2版\r\n");
  expect(toRis(report)).toContain("DA  - 2024/09/19\r\n");
});
