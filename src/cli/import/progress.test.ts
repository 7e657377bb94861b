import { expect, test } from "vitest";
import { progressLine } from "./progress.ts";

test("a quarter done in ten seconds says the rate and that half a minute is left", () => {
  expect(progressLine(25, 100, 10)).toBe("██████░░░░░░░░░░░░░░░░░░ 25/100  25%  2.5 份/秒  剩余 00:30");
});

test("nothing done yet promises no time", () => {
  expect(progressLine(0, 10_000, 0)).toContain("剩余 --:--");
});

test("hours are shown once there are hours", () => {
  expect(progressLine(1, 10_001, 1)).toContain("剩余 02:46:40");
});
