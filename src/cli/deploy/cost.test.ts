import { expect, test } from "vitest";
import { costOfMillion, costOfMonth, PRICE_TABLE } from "./cost.ts";

test("a million requests cost what each thing they use costs", () => {
  const cost = costOfMillion({ request: 1, cpuMs: 7, rowRead: 100, rowWritten: 2 });
  expect(cost.request).toBeCloseTo(0.3);
  expect(cost.cpuMs).toBeCloseTo(0.14);
  expect(cost.rowRead).toBeCloseTo(0.1);
  expect(cost.rowWritten).toBeCloseTo(2);
  expect(cost.fileWritten).toBe(0);
  expect(cost.total).toBeCloseTo(2.54);
});

test("a month is charged for what is above the plan", () => {
  expect(costOfMonth({ request: 1, cpuMs: 7 }, 15_000_000)).toBeCloseTo(1.5 + 1.5);
  expect(costOfMonth({ request: 1, cpuMs: 7 }, 100_000_000)).toBeCloseTo(27 + 13.4);
  expect(costOfMonth({ request: 1, cpuMs: 3 }, 10_000_000)).toBe(0);
});

test("every price says where it was read", () => {
  expect(PRICE_TABLE.read).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const { source } of Object.values(PRICE_TABLE.prices))
    expect(source).toMatch(/^https:\/\/developers\.cloudflare\.com\//);
});
