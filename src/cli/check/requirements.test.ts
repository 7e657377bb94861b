import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";

const document = readFileSync(inProject("docs/requirements.md"), "utf8");
const rows = document.split("\n").filter((line) => /^\|\s*\d+ \|/.test(line));

const PROMISED_FIRST = Array.from({ length: 50 }, (_, at) => at + 1);

test("docs/requirements.md keeps the first fifty promises, and each is held by a test or a command", () => {
  const numbers = rows.map((row) => Number(row.split("|")[1]));
  expect(PROMISED_FIRST.filter((number) => !numbers.includes(number))).toEqual([]);
  for (const row of rows) expect(row.split("|")[3], row).toMatch(/\.test\.ts|npm run/);
});

test("the files that it names are there", () => {
  const named = Array.from(document.matchAll(/`((?:src|test)\/[\w./-]+\.tsx?)`/g), ([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((path) => !existsSync(inProject(path)))).toEqual([]);
});
