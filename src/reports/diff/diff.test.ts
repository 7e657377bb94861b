import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRevisions, comparePieces, type DiffPiece } from "./diff.ts";
import type { Section } from "../report.ts";

const section = (position: number, heading: string, ...texts: string[]): Section => ({
  position,
  parent: null,
  depth: 1,
  slug: `s${position}`,
  numeral: "",
  heading,
  title: heading,
  standard: null,
  blocks: texts.map((text, index) => ({ kind: "text", text, anchor: `${position}-${index}` })),
});

const join = (pieces: readonly DiffPiece[]) => pieces.map((piece) => piece.text).join("");

describe("changed characters", () => {
  test("a changed number is marked whole", () => {
    expect(comparePieces("参加1260人次。", "参加1206人次。")).toEqual({
      before: [
        { text: "参加", changed: false },
        { text: "1260", changed: true },
        { text: "人次。", changed: false },
      ],
      after: [
        { text: "参加", changed: false },
        { text: "1206", changed: true },
        { text: "人次。", changed: false },
      ],
    });
  });

  test("both sides keep every character, whatever the texts", () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from("水电气12.%ab 𠮷，")) });
    fc.assert(
      fc.property(words, words, (left, right) => {
        const { before, after } = comparePieces(left, right);
        expect(join(before)).toBe(left);
        expect(join(after)).toBe(right);
        expect(join(before.filter((piece) => !piece.changed))).toBe(join(after.filter((piece) => !piece.changed)));
      }),
    );
  });

  test("two long texts with nothing in common are not compared for ever", () => {
    const before = process.threadCpuUsage();
    comparePieces("甲乙丙丁".repeat(3000), "子丑寅卯".repeat(3000));
    expect(process.threadCpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe("two revisions", () => {
  test("an inserted paragraph does not shift the rest", () => {
    const { changes, counts } = compareRevisions(
      [section(0, "一、甲", "第一段原样。", "第二段原样。", "第三段原样。")],
      [section(0, "一、甲", "忽然多出来的一段。", "第一段原样。", "第二段原样。", "第三段原样。")],
    );
    expect(counts).toEqual({ same: 4, changed: 0, added: 1, removed: 0 });
    expect(changes.map((change) => change.kind)).toEqual(["same", "added", "same"]);
  });

  test("a changed, a removed and a renamed part are told apart", () => {
    const { counts, changes } = compareRevisions(
      [
        section(0, "一、志愿服务", "全年参加1260人次，累计服务3618小时。"),
        section(1, "二、旧节", "这一节后来整个删去了。"),
      ],
      [section(0, "一、志愿者服务", "全年参加1206人次，累计服务3618小时。")],
    );
    expect(counts).toEqual({ same: 0, changed: 2, added: 0, removed: 2 });
    expect(changes[0]).toMatchObject({ kind: "changed", what: "heading" });
  });

  test("the same text has no changes", () => {
    const text = [section(0, "一、甲", "一。", "二。")];
    expect(compareRevisions(text, text).counts).toEqual({ same: 3, changed: 0, added: 0, removed: 0 });
  });
});
