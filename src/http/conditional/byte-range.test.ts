import { expect, test } from "vitest";
import { parseRange } from "./byte-range.ts";

const part = (first: number, last: number) => ({ first, last });

test.each<[string | null, unknown]>([
  [null, null],
  ["bytes=0-4", part(0, 4)],
  ["Bytes = 0 - 4", part(0, 4)],
  ["bytes=5-", part(5, 9)],
  ["bytes=9-9", part(9, 9)],
  ["bytes=5-99999999999", part(5, 9)],
  ["bytes=-3", part(7, 9)],
  ["bytes=-99", part(0, 9)],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=10-20", "unsatisfiable"],
  ["bytes=5-4", "unsatisfiable"],
  ["bytes=a-b", "unsatisfiable"],
  ["bytes=-", "unsatisfiable"],
  ["bytes=", "unsatisfiable"],
  ["bytes=--1", "unsatisfiable"],
  ["bytes=1e1-", "unsatisfiable"],
  [`bytes=${"9".repeat(40)}-`, "unsatisfiable"],
  ["bytes=0-1,3-4", null],
  ["items=0-4", null],
  ["0-4", null],
])("%s of ten bytes", (header, expected) => {
  expect(parseRange(header, 10)).toEqual(expected);
});

test("nothing has no range", () => {
  expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
  expect(parseRange("bytes=-1", 0)).toBe("unsatisfiable");
});
