import { expect, test } from "vitest";
import { nearest } from "./similar.ts";

const rows = [
  { id: 1, section: "profit", anchor: "a1" },
  { id: 2, section: "volunteering", anchor: "b2" },
  { id: 3, section: "volunteering", anchor: "b1" },
  { id: 4, section: null, anchor: null },
];
const ids = (section: string | null, anchor: string | null) => nearest(rows, { section, anchor }).map(({ id }) => id);

test("the same paragraph comes first, then the same section; another section is not offered", () => {
  expect(ids("volunteering", "b1")).toEqual([3, 2]);
  expect(ids("outlook", null)).toEqual([]);
  expect(ids(null, null)).toEqual([1, 2, 3]);
});
