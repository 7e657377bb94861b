import fc from "fast-check";
import { expect, test } from "vitest";
import { parseReport } from "../../ingest/read-report.ts";
import { canonicalText } from "../../ingest/canonical-text.ts";
import type { Edit } from "./edit.ts";
import { applyEdits, toParsedSections } from "./editorial.ts";

const REPORT = parseReport(
  new TextEncoder().encode(`云浦区水务局2022年度社会责任报告

一、公开陈述

本报告内容真实。接受社会监督。

二、基本情况

（一）规模与性质

现有员工一百二十人。设九个部门。

（二）所属类别

属于公用事业。

三、报告预期与展望

明年继续改进。

谢谢大家。
`),
  "x.txt",
);

function outline(edits: readonly Edit[]) {
  const edited = applyEdits(REPORT, edits);
  if (!edited.ok) return edited.message;
  return edited.sections.map(
    ({ depth, title, pieces }) =>
      `${depth} ${title}: ${pieces.map(({ id, block }) => `${id} ${"text" in block ? block.text : ""}`).join("|")}`,
  );
}

test("the text as read, with the ids that corrections name", () => {
  expect(outline([])).toEqual([
    "1 公开陈述: p1 本报告内容真实。接受社会监督。",
    "1 基本情况: ",
    "2 规模与性质: p2 现有员工一百二十人。设九个部门。",
    "2 所属类别: p3 属于公用事业。",
    "1 报告预期与展望: p4 明年继续改进。|p5 谢谢大家。",
  ]);
});

test("a heading that moves takes its subsections along, and never stands two levels below the one before it", () => {
  expect(outline([{ op: "level", at: "h2", depth: 2 }])).toEqual([
    expect.stringMatching(/^1 公开/),
    "2 基本情况: ",
    expect.stringMatching(/^3 规模/),
    expect.stringMatching(/^3 所属/),
    expect.stringMatching(/^1 报告/),
  ]);
  expect(outline([{ op: "level", at: "h2", depth: 3 }])).toMatch("第1级到第2级");
  expect(outline([{ op: "level", at: "h2", depth: 1 }])).toBe("这个标题已经是第1级。");
});

test("a paragraph is split, its parts told apart, and joined again to what it was", () => {
  const split: Edit = { op: "split", at: "p2", offset: 10 };
  expect(outline([split])).toContain("2 规模与性质: p2 现有员工一百二十人。|p2-10 设九个部门。");
  expect(outline([split, { op: "join", at: "p2-10" }])).toEqual(outline([]));
  expect(outline([split, split])).toMatch("分段的位置");
  expect(outline([{ op: "join", at: "p2" }])).toMatch("第一段");
});

test("a paragraph becomes a heading with its numeral and standard section, and a heading a paragraph", () => {
  const edits: Edit[] = [
    { op: "split", at: "p4", offset: 4 },
    { op: "heading", at: "p4", depth: 2 },
  ];
  expect(outline(edits).slice(-2)).toEqual(["1 报告预期与展望: ", "2 明年继续: p4-4 改进。|p5 谢谢大家。"]);
  expect(outline([...edits, { op: "paragraph", at: "p4" }]).at(-1)).toBe(
    "1 报告预期与展望: p4 明年继续|p4-4 改进。|p5 谢谢大家。",
  );
  expect(outline([{ op: "paragraph", at: "h2" }])).toEqual([
    "1 公开陈述: p1 本报告内容真实。接受社会监督。|h2 二、基本情况",
    expect.stringMatching(/^2 规模/),
    expect.stringMatching(/^2 所属/),
    expect.stringMatching(/^1 报告/),
  ]);
  expect(outline([{ op: "paragraph", at: "h1" }]).at(0)).toBe(
    "1 卷首: h1 一、公开陈述|p1 本报告内容真实。接受社会监督。",
  );
});

test("a standard section is set and taken away, and one that does not exist is refused", () => {
  const set = applyEdits(REPORT, [{ op: "standard", at: "h1", standard: null }]);
  expect(set.ok && set.sections[0]?.standard).toBeNull();
  expect(set.ok && set.notes[0]).toMatchObject({ code: "editorial", level: "info", text: "一、公开陈述" });
  expect(outline([{ op: "standard", at: "h1", standard: "nothing" }])).toMatch("没有这个标准章节");
});

test("a step that rests on another one says so when the other is gone", () => {
  expect(applyEdits(REPORT, [{ op: "join", at: "p2-10" }])).toMatchObject({ ok: false, index: 0 });
});

const words = (sections: Parameters<typeof canonicalText>[0]["sections"]) =>
  canonicalText({ title: "", sections }).replace(/\s/g, "");

test("whatever is done, no character is lost, levels never skip, and no two parts share an id", () => {
  const ids = ["h1", "h2", "h3", "h4", "h5", "p1", "p2", "p3", "p4", "p5", "p1-8", "p2-10", "p5-2"];
  const at = fc.constantFrom(...ids);
  const edit = fc.oneof(
    fc.record({
      op: fc.constantFrom("level" as const, "heading" as const),
      at,
      depth: fc.integer({ min: -1, max: 8 }),
    }),
    fc.record({ op: fc.constantFrom("paragraph" as const, "join" as const), at }),
    fc.record({ op: fc.constant("split" as const), at, offset: fc.integer({ min: -2, max: 20 }) }),
    fc.record({
      op: fc.constantFrom("numeral" as const, "marker" as const),
      at,
      length: fc.integer({ min: -1, max: 9 }),
    }),
    fc.record({ op: fc.constant("standard" as const), at, standard: fc.constantFrom(null, "volunteering", "x") }),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits: Edit[]) => {
      const possible = edits.reduce<Edit[]>((done, each) => {
        return applyEdits(REPORT, [...done, each]).ok ? [...done, each] : done;
      }, []);
      const edited = applyEdits(REPORT, possible);
      if (!edited.ok) throw new Error(edited.message);
      expect(words(toParsedSections(edited.sections))).toBe(words(REPORT.sections));
      const all = edited.sections.flatMap(({ id, pieces }) => [id, ...pieces.map((piece) => piece.id)]);
      expect(new Set(all).size).toBe(all.length);
      for (const [index, { depth }] of edited.sections.entries())
        expect(depth).toBeLessThanOrEqual((edited.sections[index - 1]?.depth ?? 0) + 1);
      expect(edited.notes).toHaveLength(possible.length);
    }),
    { numRuns: 300 },
  );
});
