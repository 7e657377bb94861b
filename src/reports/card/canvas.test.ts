import { expect, test } from "vitest";
import { fillContours, fillGlyph, newCanvas } from "./canvas.ts";

const rows = ({ cover, width }: ReturnType<typeof newCanvas>) =>
  Array.from({ length: cover.length / width }, (_, y) => Array.from(cover.subarray(y * width, (y + 1) * width)));

test("a pixel is covered as far as the shape goes", () => {
  const canvas = newCanvas(3, 2);
  fillContours(canvas, [[0.5, 0, 2.25, 0, 2.25, 1.5, 0.5, 1.5]]);
  expect(rows(canvas)).toEqual([
    [0.5, 1, 0.25],
    [0.25, 0.5, 0.125],
  ]);
});

test("strokes of one character that overlap fill once, a hole stays empty, and what is outside is left out", () => {
  const canvas = newCanvas(4, 1);
  fillContours(canvas, [
    [-5, 0, 3, 0, 3, 1, -5, 1],
    [2, 0, 9, 0, 9, 1, 2, 1],
    [1, 1, 2, 1, 2, 0, 1, 0],
  ]);
  expect(rows(canvas)).toEqual([[1, 0, 1, 1]]);
});

test("a glyph stands upright on its baseline", () => {
  const canvas = newCanvas(4, 4);
  fillGlyph(canvas, { advance: 256, contours: [[0, 0, 128, 0, 128, 256, 0, 256]] }, { x: 1, y: 3, size: 2 });
  expect(rows(canvas)).toEqual([
    [0, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 0],
  ]);
});
