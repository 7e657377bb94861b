import { expect, test } from "vitest";
import { lengthWeightOf } from "./rank.ts";

test("the more the candidates differ in length, the more a long one is discounted, within bounds", () => {
  const weight = (...lengths: number[]) =>
    lengthWeightOf(lengths, lengths.reduce((sum, each) => sum + each, 0) / lengths.length);
  expect(weight(100, 100, 100)).toBe(0.4);
  expect(weight(50, 100, 150)).toBeGreaterThan(0.4);
  expect(weight(50, 100, 150)).toBeLessThan(weight(20, 100, 180));
  expect(weight(1, 1, 1000)).toBe(0.75);
});
