import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PRICE_TABLE } from "./cost.ts";
import { inProject } from "../command/project.ts";
import { costTable, MONTHS, monthlyCost, priceTable } from "./monthly-cost.ts";

const none = { name: "", pages: 0, searches: 0, feedback: 0, publications: 0, databaseGb: 0, fileGb: 0 };

test("a site that nobody visits costs the plan's fee, and one within the plan no more", () => {
  expect(monthlyCost(none)).toBe(PRICE_TABLE.fee);
  expect(monthlyCost(MONTHS[0]!)).toBe(PRICE_TABLE.fee);
});

test("what is above the plan is charged: requests, processor time, rows and what is stored", () => {
  const pages = monthlyCost({ ...none, pages: 20_000_000 });
  expect(pages).toBeCloseTo(5 + (10_008_928 / 1e6) * 0.3 + ((100e6 + 178_560 - 30e6) / 1e6) * 0.02, 4);
  expect(monthlyCost({ ...none, databaseGb: 9, fileGb: 110 })).toBeCloseTo(5 + 4 * 0.75 + 100 * 0.015, 6);
});

test("docs/deploy.md has these prices and these months", () => {
  const tidy = (text: string) => text.replace(/ +/g, " ").replace(/-{2,}/g, "-");
  const document = tidy(readFileSync(inProject("docs/deploy.md"), "utf8"));
  expect(document).toContain(tidy(priceTable()));
  expect(document).toContain(tidy(costTable()));
  expect(document).toContain(PRICE_TABLE.read);
});
