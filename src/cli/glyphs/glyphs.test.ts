import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { blockName, blockOf, glyphIn } from "../../reports/card/glyph-block.ts";
import { drawCard } from "../../reports/card/draw-card.ts";
import { inProject } from "../command/project.ts";
import { toContours } from "./outline.ts";

const files = (name: string) => readFile(inProject("assets/glyphs", name)).catch(() => null);
const card = (title: string) =>
  drawCard({ brand: "公示", title, source: "东湖局 · 2024年度", address: "https://gongshi.example/" }, files);

test("every ideograph of the basic block has an outline, and so has every mark of a title", async () => {
  const codes = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, n) => 0x4e00 + n);
  const marks = Array.from("AZaz09 ，。、：；！？（）《》〈〉“”‘’—…·〇％％－～【】", (each) => each.codePointAt(0)!);
  const blocks = new Map<number, Uint8Array | null>();
  const missing: string[] = [];
  for (const code of [...marks, ...codes]) {
    const block = blockOf(code);
    if (!blocks.has(block)) blocks.set(block, await files(blockName(block)));
    const bytes = blocks.get(block);
    if (!bytes || glyphIn(bytes, code) === null) missing.push(String.fromCodePoint(code));
  }
  expect(missing.join("")).toBe("");
});

test("a card is a PNG of 1200 × 630 that differs with its title; a character without an outline leaves none", async () => {
  const [one, other] = [await card("盱眙县水利局\n2024年度社会责任报告"), await card("丙局社会责任报告")];
  expect([...one!.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  expect([16, 20].map((at) => new DataView(one!.buffer).getUint32(at))).toEqual([1200, 630]);
  expect(one).not.toEqual(other);
  expect(await card("𠀀局社会责任报告")).toBe(null);
});

test("a long title ends with what tells of an omission, and a longer one is the same card", async () => {
  const long = "某某某某某某某某某某局".repeat(6);
  expect(await card(`${long}甲`)).toEqual(await card(`${long}乙丙`));
});

test("curves become lines near them, in whole units, without points that add nothing", () => {
  const contours = toContours(
    [
      { command: "moveTo", args: [0, 0] },
      { command: "lineTo", args: [500, 0] },
      { command: "lineTo", args: [1000, 0] },
      { command: "quadraticCurveTo", args: [1000, 1000, 0, 1000] },
      { command: "closePath", args: [] },
      { command: "moveTo", args: [0, 0] },
      { command: "lineTo", args: [1, 0] },
      { command: "lineTo", args: [0, 1] },
    ],
    1000,
  );
  expect(contours).toHaveLength(1);
  expect(contours[0]?.slice(0, 4)).toEqual([0, 0, 256, 0]);
  expect(contours[0]?.slice(-2)).toEqual([0, 256]);
  expect(contours[0]!.length).toBeGreaterThan(12);
  expect(() => toContours([{ command: "bezierCurveTo", args: [] }], 1000)).toThrow("bezierCurveTo");
});
