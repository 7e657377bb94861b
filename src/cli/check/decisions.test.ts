import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { CLIMBS } from "./house-map.ts";

const FOLDER = inProject("docs/decisions");
const names = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
const index = readFileSync(`${FOLDER}/README.md`, "utf8");

test("each decision has its number in the title, a status, when to look at it again, and a line in the index", () => {
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) {
    const [title, , status] = readFileSync(`${FOLDER}/${name}`, "utf8").split("\n");
    expect(title).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S`));
    expect(status, name).toMatch(/^\*Status\*: .*\*Revisit when\* \S/);
    expect(index).toContain(`(${name})`);
  }
});

test("at most eight imports climb against the map, each with its reason", () => {
  expect(Object.keys(CLIMBS).length).toBeLessThanOrEqual(8);
  for (const reason of Object.values(CLIMBS)) expect(reason.length).toBeGreaterThan(30);
});
