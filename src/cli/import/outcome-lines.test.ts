import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { PublishAnswer } from "../site/publish-client.ts";
import { outcomeLine, previewLines, summaryLine } from "./outcome-lines.ts";

const published: PublishAnswer & { file: string } = {
  file: "a.txt",
  outcome: "published",
  bureau: "donghu",
  bureauName: "示例市东湖电信局",
  year: 2023,
  revision: 1,
  url: "/reports/donghu/2023",
  title: "2023年度社会责任报告",
  sections: 30,
  paragraphs: 80,
  notes: [
    { code: "joined", level: "info", message: "接上了断行。", text: "", line: 3 },
    { code: "title", level: "unsure", message: "标题像正文。", text: "", line: 9 },
  ],
  figuresToCheck: [{ message: "待核对：两处不同。" }],
  figuresUrl: "/reports/donghu/2023/figures",
};
const line = (outcome: Parameters<typeof outcomeLine>[0]) =>
  stripVTControlCharacters(outcomeLine(outcome, "https://gongshi.test"));

test("one line tells what was published, what was read in doubt, and which figures do not agree, with both addresses", () =>
  expect(line(published)).toBe(
    "published r1  a.txt　示例市东湖电信局 2023　30 节 80 段　导入存疑 1 处　https://gongshi.test/reports/donghu/2023　数字待核对 1 处　https://gongshi.test/reports/donghu/2023/figures",
  ));

test("a file without doubts, and one known before it was sent, says nothing of them", () => {
  const { figuresToCheck: _, figuresUrl: __, ...known } = published;
  for (const outcome of [{ ...published, figuresToCheck: [] }, known])
    expect(line({ ...outcome, notes: [] })).toBe(
      "published r1  a.txt　示例市东湖电信局 2023　30 节 80 段　https://gongshi.test/reports/donghu/2023",
    );
});

test("a dry run shows each figure to be checked, and no address that is not there yet", () => {
  const preview = { ...published, outcome: "would_publish" as const };
  expect(line(preview)).toBe(
    "would publish r1  a.txt　示例市东湖电信局 2023　30 节 80 段　导入存疑 1 处　数字待核对 1 处",
  );
  expect(previewLines(preview).map(stripVTControlCharacters)).toEqual([
    "  《2023年度社会责任报告》",
    "  · 第 3 行：接上了断行。",
    "  ？ 第 9 行：标题像正文。",
    "  ？ 待核对：两处不同。",
  ]);
});

test("a file that waits for a decision says why, quotes it, and names what accepts it", () => {
  const blocked = [
    { code: "hidden-text", message: "原件含有 1 处批注。", quotations: ["内部意见"] },
    { code: "number-changed", message: "有 1 个数字与原件不同。", quotations: ["原件：8.25", "读出：8.26"] },
  ];
  const told = line({
    file: "a.docx",
    outcome: "blocked",
    status: 409,
    type: "/api#blocked",
    detail: "没有发布",
    blocked,
  });
  expect(told.split("\n")[0]).toBe("blocked: a.docx　要人决定 2 处");
  for (const words of ["内部意见", "--accept-hidden", "原件：8.25", "--accept number-changed"])
    expect(told).toContain(words);
});

test("the closing line adds up the figures to be checked", () => {
  const counts = new Map([["published", 2]]);
  expect(summaryLine(counts, 1.23, 3)).toBe("共 2 份：新发布 2。数字待核对共 3 处。用时 1.2 秒。");
  expect(summaryLine(counts, 1.23, 0)).toBe("共 2 份：新发布 2。用时 1.2 秒。");
  expect(summaryLine(new Map(), 1.23, 0)).toBe("共 0 份。用时 1.2 秒。");
});
