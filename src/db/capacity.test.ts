import { expect, test } from "vitest";
import { capacityOf } from "./capacity.ts";

test("a database warns from 80% of what D1 holds", () => {
  expect(capacityOf(7_999_999_999).warns).toBe(false);
  expect(capacityOf(8_000_000_000)).toMatchObject({ warns: true, share: 0.8 });
  expect(capacityOf(400_000_000, 500_000_000).warns).toBe(true);
});
