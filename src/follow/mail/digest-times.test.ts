import { expect, test } from "vitest";
import { nextDigest } from "./digest-times.ts";

test.each([
  ["daily", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00.000Z"],
  ["daily", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00.000Z"],
  ["weekly", "2026-11-29T12:00:00Z", "2026-11-30T00:00:00.000Z"],
  ["weekly", "2026-11-30T00:00:00Z", "2026-12-07T00:00:00.000Z"],
  ["weekly", "2026-12-31T10:00:00Z", "2027-01-04T00:00:00.000Z"],
] as const)("a %s digest after %s comes at %s", (frequency, now, next) => {
  expect(nextDigest(new Date(now), frequency).toISOString()).toBe(next);
});
