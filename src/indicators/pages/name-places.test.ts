import { expect, test } from "vitest";
import { namePlaces } from "./name-places.ts";

test("names behind lines that end at nearly the same value stand below each other", () => {
  expect(
    namePlaces([
      [600, 100],
      [600, 92],
      [600, 300],
    ]),
  ).toEqual([106, 92, 300]);
});

test("names behind lines that end in different years stay where they are", () => {
  expect(
    namePlaces([
      [600, 100],
      [400, 100],
    ]),
  ).toEqual([100, 100]);
});
