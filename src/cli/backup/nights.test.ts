import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nightName, pruneNights, toDays } from "./nights.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongshi-nights-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function night(name: string, whole = true) {
  mkdirSync(join(folder, name));
  if (whole) writeFileSync(join(folder, name, "manifest.json"), "{}");
}

test("a night is named by the day in China", () => {
  expect(nightName(new Date("2026-11-30T19:00:00Z"))).toBe("2026-12-01");
});

test("what is older than it may be is deleted, finished or not; nothing else in the folder is touched", async () => {
  for (const name of ["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-30", "keys"]) night(name);
  night("2026-09-01", false);
  expect(await pruneNights(folder, 30, new Date("2026-12-01T00:00:00Z"))).toEqual([
    "2026-09-01",
    "2026-10-30",
    "2026-10-31",
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(["2026-11-01", "2026-11-30", "keys"]);
});

test("the newest whole backup stays, however old", async () => {
  for (const name of ["2026-01-01", "2026-01-02"]) night(name);
  night("2026-01-03", false);
  expect(await pruneNights(folder, 7, new Date("2026-12-01T00:00:00Z"))).toEqual(["2026-01-01", "2026-01-03"]);
  expect(readdirSync(folder)).toEqual(["2026-01-02"]);
});

test("days are 1 to 90", () => {
  expect(toDays("30")).toBe(30);
  for (const text of ["0", "91", "x", "-1", "1.5", ""]) expect(() => toDays(text), text).toThrow("整数");
});
