import { describe, expect, test } from "vitest";
import { parseReportAddress } from "./address.ts";

const parse = (path: string) => parseReportAddress(path.split("/"));

describe("an address below a bureau", () => {
  test.each([
    ["2023", { page: "report", revision: null, format: "html" }],
    ["2023.json", { page: "report", revision: null, format: "json" }],
    ["2023/r2.md", { page: "report", revision: 2, format: "md" }],
    ["2023/volunteering", { page: "section", section: "volunteering", revision: null, format: "html" }],
    [
      "2023/r12/he-zuo-gong-ying.csl.json",
      { page: "section", section: "he-zuo-gong-ying", revision: 12, format: "csl.json" },
    ],
    ["2023/revisions", { page: "revisions" }],
    ["2023/diff/1..3", { page: "diff", from: 1, to: 3 }],
    ["2023/original", { page: "original", revision: null }],
    ["2023/r1/original", { page: "original", revision: 1 }],
    ["2023/tables/ab12cd34.csv", { page: "table", anchor: "ab12cd34", revision: null }],
    ["2023/r2/tables/ab12cd34.csv", { page: "table", anchor: "ab12cd34", revision: 2 }],
    ["2023/tables", { page: "section", section: "tables", revision: null, format: "html" }],
    ["2023/r1/notes", { page: "notes", revision: 1 }],
    ["2023/r1/card.png", { page: "card", revision: 1 }],
  ])("%s", (path, asked) => {
    expect(parse(path)).toEqual({ year: 2023, asked });
  });

  test.each([
    "",
    "23",
    "20233",
    "2023/tables/ab12",
    "2023/tables/ab12.csv.json",
    "2023/tables/ab12.csv/x",
    "2023/tables/ab%2F12.csv",
    "2023/",
    "2023/r0",
    "2023/r01",
    "2023/Volunteering",
    "2023/a/b",
    "2023/diff",
    "2023/diff/1",
    "2023/diff/1..2/x",
    "2023/r1/diff/1..2",
    "2023/notes.json",
    "2023/card.png",
    "2023/r1/card.png.json",
    "2023/-a",
    "2023/a--b",
  ])("%j never was one, or only a section", (path) => {
    const parsed = parse(path);
    if (parsed) expect(parsed.asked.page).toBe("section");
  });

  test.each(["2023/r0", "2023/r01"])("%s is taken for a section, which is then not found", (path) => {
    expect(parse(path)?.asked).toMatchObject({ page: "section" });
  });
});
