import { expect, it } from "vitest";
import { byteLength, jsonArrays, LARGEST_VALUE } from "./json-arrays.ts";

const row = (bytes: number) => JSON.stringify("汉".repeat(bytes / 3));

it("rows go into arrays in order, none longer than D1 takes", () => {
  const rows = [row(600_000), row(600_000), row(600_000), row(1_800_000), row(3)];
  const arrays = jsonArrays(rows);
  expect(arrays.map((array) => (JSON.parse(array) as string[]).length)).toEqual([2, 1, 1, 1]);
  expect(arrays.flatMap((array) => JSON.parse(array) as string[])).toEqual(
    rows.map((each) => JSON.parse(each) as string),
  );
  for (const array of arrays) expect(byteLength(array)).toBeLessThan(LARGEST_VALUE);
});

it("no rows make no array", () => {
  expect(jsonArrays([])).toEqual([]);
});
