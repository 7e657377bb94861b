import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { bindingsOf, ENVIRONMENTS, readEnvironment } from "../command/environment.ts";

const read = (path: string) => readFileSync(inProject(path), "utf8");
const document = read("docs/deploy.md");
const namesIn = (text: string) => Array.from(text.matchAll(/`([A-Z][A-Z0-9_]+)`/g), ([, name = ""]) => name);
/** Names in the first column of the rows between two places of the document. */
const rowsOf = (from: string, to: string) =>
  new Set(
    document
      .slice(document.indexOf(from), document.indexOf(to))
      .split("\n")
      .flatMap((line) => (line.startsWith("| `") ? namesIn(line.split("|")[1] ?? "") : [])),
  );
/** Variables of the system's own linker, not of this project. */
const SYSTEM = new Set(["LD_LIBRARY_PATH"]);
const sorted = (names: Iterable<string | undefined>) =>
  [...new Set(names)].filter((name) => name !== undefined).toSorted();

test("docs/deploy.md has a row for every setting, secret and binding of the Worker, and for no other", () => {
  const optional = Array.from(
    read("src/declarations/settings.d.ts").matchAll(/^ {2}([A-Z][A-Z_]+)\??:/gm),
    ([, name]) => name,
  );
  const configured = [undefined, ...ENVIRONMENTS].flatMap((name) => {
    const own = readEnvironment(name);
    const { databases, buckets, services, producers } = bindingsOf(own);
    return [...Object.keys(own.vars ?? {}), ...databases, ...buckets, ...services, ...producers];
  });
  expect(sorted(rowsOf("## Settings", "The commands read"))).toEqual(
    sorted([...optional, ...configured, "ASSETS", "VERSION"]),
  );
});

test("it names every variable of the shell that the commands read, and every `env.NAME` of the Worker", () => {
  const files = globSync("src/**/*.{ts,tsx}", { cwd: inProject() }).filter((path) => !path.endsWith(".test.ts"));
  const asked = files.flatMap((path) =>
    Array.from(read(path).matchAll(/\benv(?:\.|\[")([A-Z][A-Z0-9_]+)\b/g), ([, name]) => name),
  );
  expect(asked.length).toBeGreaterThan(30);
  const told = new Set(namesIn(document));
  expect(sorted(asked.filter((name) => name !== undefined && !told.has(name) && !SYSTEM.has(name)))).toEqual([]);
});

test("every command that it tells exists", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const told = Array.from(document.matchAll(/npm run (?:--silent )?([\w-]+)/g), ([, name = ""]) => name);
  expect(told.filter((name) => !(name in scripts))).toEqual([]);
});
