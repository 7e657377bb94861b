import { expect, test } from "vitest";
import { parseReport } from "../../ingest/read-report.ts";
import type { Edit } from "./edit.ts";
import { applyEdits } from "./editorial.ts";

const REPORT = parseReport(
  new TextEncoder().encode(`# 云浦区水务局2022年度社会责任报告

## 一、公开陈述

本报告内容真实。接受社会监督。

## 3 项措施

1.5万人受益。

| 指标 | 2021 | 2022 |
| --- | --- | --- |
| 员工 | 118 | 120 |

| 志愿者 | 60 | 72 |
| --- | --- | --- |
| 工时 | 240 | 300 |
`),
  "x.md",
);

const ids = () => {
  const plain = applyEdits(REPORT, []);
  if (!plain.ok) throw new Error(plain.message);
  const pieces = plain.sections.flatMap((section) => section.pieces);
  const tables = pieces.filter(({ block }) => block.kind === "table").map(({ id }) => id);
  const item = pieces.find(({ block }) => block.kind !== "table" && block.text.includes("万人"))!;
  return { tables, item: item.id, heading: plain.sections.at(-1)!.id };
};

function after(...edits: Edit[]) {
  const edited = applyEdits(REPORT, edits);
  if (!edited.ok) return edited.message;
  const last = edited.sections.at(-1)!;
  return { ...last, blocks: last.pieces.map(({ block }) => block), notes: edited.notes.map(({ message }) => message) };
}

test("two halves of a table are joined, its head is set, and every cell stays", () => {
  const [first = "", second = ""] = ids().tables;
  expect(after({ op: "join", at: second }, { op: "header", at: first, rows: 0 })).toMatchObject({
    blocks: [
      expect.anything(),
      {
        kind: "table",
        header: 0,
        rows: [
          ["指标", "2021", "2022"],
          ["员工", "118", "120"],
          ["志愿者", "60", "72"],
          ["工时", "240", "300"],
        ],
      },
    ],
    notes: ["人工调整：两张表格合并为一张。", "人工调整：表格的表头由1行改为0行。"],
  });
  expect(after({ op: "header", at: first, rows: 9 })).toBe("表头可以是0到1行。");
  expect(after({ op: "header", at: ids().item, rows: 0 })).toBe("这一处不是表格。");
});

test("a table that is none becomes a paragraph a row, each with an id of its own", () => {
  const [first = ""] = ids().tables;
  const edited = after({ op: "untable", at: first });
  expect(edited).toMatchObject({ notes: ["人工调整：表格改为2段正文。"] });
  expect(typeof edited === "string" ? edited : edited.pieces.map(({ id }) => id)).toContain(`${first}-r2`);
  expect(JSON.stringify(edited)).toContain("员工　118　120");
});

test("a numeral that is none is words again, and one that was missed is told apart", () => {
  const { heading, item } = ids();
  expect(after({ op: "numeral", at: heading, length: 0 })).toMatchObject({
    heading: "3 项措施",
    numeral: "",
    title: "3 项措施",
  });
  const marked = after({ op: "marker", at: item, length: 2 });
  expect(marked).toMatchObject({ blocks: [{ kind: "item", marker: "1.", text: "5万人受益。" }, {}, {}] });
  expect(after({ op: "marker", at: item, length: 2 }, { op: "marker", at: item, length: 0 })).toMatchObject({
    blocks: [{ kind: "text", text: "1.5万人受益。" }, {}, {}],
  });
  expect(after({ op: "marker", at: item, length: 99 })).toBe("编号应是这一处开头的几个字。");
});
