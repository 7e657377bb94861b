import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { checkFigures } from "../../src/figures/checks/check-figures.ts";
import { extractFigures } from "../../src/figures/reading/extract.ts";
import { parseReport } from "../../src/ingest/read-report.ts";
import { importPinyin } from "../../src/pinyin/pinyin.ts";
import { composeSections } from "../../src/reports/publish/revision.ts";
import { fromBase64, needsReports } from "../search/real-reports.ts";

const pinyin = await importPinyin();
const sectionsOf = (name: string, base64 = "") => composeSections(parseReport(fromBase64(base64), name), [], pinyin);
const doubts = (name: string, base64?: string) =>
  checkFigures(sectionsOf(name, base64)).map(({ kind, computed }) => `${kind}: ${computed}`);

describe("the two real reports", () => {
  beforeEach(needsReports);
  const songjiang = () => env.REAL_REPORTS["songjiang-2023.txt"] ?? "";
  const xiqu = () => env.REAL_REPORTS["xiqu-2019.txt"] ?? "";

  test("have the two places that do not agree listed, and nothing else", () => {
    expect(doubts("songjiang-2023.txt", songjiang())).toEqual(["share: 137 ÷ 291 = 47.08%"]);
    expect(doubts("xiqu-2019.txt", xiqu())).toEqual(["repeated: 55.71% ≠ 56.4%"]);
  });

  test("have their figures read: how many, some of each kind, and none of what only looks like one", () => {
    const songjiangFigures = extractFigures(sectionsOf("songjiang-2023.txt", songjiang())).map(({ text }) => text);
    expect(songjiangFigures).toHaveLength(74);
    for (const text of ["291 人", "45.82%", "5.98 万元", "700 余万元", "13637个", "百场", "9657 人课时"])
      expect(songjiangFigures).toContain(text);
    const xiquFigures = extractFigures(sectionsOf("xiqu-2019.txt", xiqu())).map(({ text }) => text);
    expect(xiquFigures).toHaveLength(88);
    for (const text of ["67.4 万户", "**万元", "38.5%", "81.13", "六次", "152万度", "4 次/月"])
      expect(xiquFigures).toContain(text);
    for (const text of [...songjiangFigures, ...xiquFigures])
      expect(text).not.toMatch(/年|[0-9]月|号|第|楼|届|G60|13套/);
  });
});

test("the invented reports have their planted slips listed, and nothing else", () => {
  const found = Object.entries(env.SAMPLES).flatMap(([name, base64]) =>
    doubts(name, base64).map((doubt) => `${name} ${doubt}`),
  );
  expect(found.toSorted()).toEqual([
    "donghu-2023.txt share: 241 ÷ 312 = 77.24%",
    "yunzhan-2021.txt sum: 318人 + 86人 = 404人",
  ]);
});
