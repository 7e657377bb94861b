import { expect, test } from "vitest";
import { backoffSeconds, MOST_ATTEMPTS } from "./backoff.ts";

test("waits double with each failed try, from one minute up to six hours", () => {
  const waits = Array.from({ length: 12 }, (_, index) => backoffSeconds(index + 1, 0));
  expect(waits.slice(0, 4)).toEqual([60, 120, 240, 480]);
  expect(Math.max(...waits)).toBe(6 * 3600);
});

test("jitter spreads a wait by no more than a quarter", () => {
  expect(backoffSeconds(3, 1)).toBe(300);
  expect(backoffSeconds(3, 0.5)).toBe(270);
});

test("all tries together span at least two hours, so that a short outage loses nothing", () => {
  const total = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => backoffSeconds(i + 1, 0)).reduce((a, b) => a + b);
  expect(total).toBeGreaterThanOrEqual(2 * 3600);
});
