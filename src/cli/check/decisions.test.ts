import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { CLIMBS } from "./house-map.ts";

const FOLDER = inProject("docs/decisions");
const names = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
const index = readFileSync(`${FOLDER}/README.md`, "utf8");

test("each decision has its number in the title, a status, when to look at it again, and that title in the index", () => {
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) {
    const [title, , status] = readFileSync(`${FOLDER}/${name}`, "utf8").split("\n");
    expect(title).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S`));
    expect(status, name).toMatch(/^\*Status\*: .*\*Revisit when\* \S/);
    expect(index).toContain(`[${name.slice(0, 4)}](${name}) | ${title?.slice("# 0000 ".length)} |`);
  }
});

test("at most eight imports climb against the map, each with its reason", () => {
  expect(Object.keys(CLIMBS).length).toBeLessThanOrEqual(8);
  for (const reason of Object.values(CLIMBS)) expect(reason.length).toBeGreaterThan(30);
});

/** The text of every file of code and configuration, tests and this check aside. */
const governed = ["src", "migrations"]
  .flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /\.(?:tsx?|css|js|sql)$/.test(name) && !/\.test\.tsx?$/.test(name))
  .concat(readdirSync(inProject()).filter((name) => /\.(?:toml|yaml|config\.ts)$|^\.npmrc$/.test(name)))
  .map((name) => readFileSync(inProject(name), "utf8"));

const namedIn = (text: string) =>
  Array.from(text.matchAll(/\bdecisions?[\s/*]+(\d{4})\b/gi), ([, number = ""]) => number);

test("a decision that the code names exists, and each decision is named by code that it governs", () => {
  const known = names.map((name) => name.slice(0, 4));
  const named = new Set(governed.flatMap(namedIn));
  expect(namedIn("// Why so: decision 9999.")).toEqual(["9999"]);
  expect([...named].filter((number) => !known.includes(number))).toEqual([]);
  expect(known.filter((number) => !named.has(number))).toEqual([]);
});
