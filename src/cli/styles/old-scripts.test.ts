/// <reference types="node" />
import { globSync, readFileSync } from "node:fs";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { buildUnsealScript } from "./build-script.ts";
import { OLDEST_ENGINES, SUPPORTED_SYNTAX } from "./oldest-engines.ts";
import { inProject } from "../command/project.ts";

/** Scripts are sent as they are written, in strict or sloppy mode, as classic scripts. */
const printed = async (code: string, target: string | string[]) =>
  (await transform(code, { target, supported: SUPPORTED_SYNTAX, charset: "utf8" })).code;

/** Methods that the oldest engines lack; a script that looks first (`?.(`, `in`, `typeof`) may use them. */
const NEWER =
  /(?<![?\w])\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy|isWellFormed)\(|\bstructuredClone\(|Object\.(?:hasOwn|groupBy)\(|Promise\.withResolvers|new Set\([^)]*\)\.(?:union|difference)/;

const scripts = globSync("src/*/client/*.js", { cwd: inProject(".") }).toSorted();

test("there are scripts to look at", () => expect(scripts.length).toBeGreaterThan(5));

test.each(scripts.filter((path) => !path.endsWith("/unseal.js")))(
  "%s is written in what Chrome 86, Firefox 78 and Safari 14 parse and have",
  async (path) => {
    const code = readFileSync(inProject(path), "utf8");
    expect(await printed(code, OLDEST_ENGINES)).toBe(await printed(code, "esnext"));
    expect(NEWER.exec(code)?.[0]).toBeUndefined();
  },
);

test("newer syntax would be noticed", async () => {
  for (const code of ["a ||= b", "class A { #b = 1; c = 2 }", "/(?<=a)b/.test(x)", "class B { static { x() } }"])
    expect(await printed(`async () => { ${code} }`, OLDEST_ENGINES), code).not.toBe(
      await printed(`async () => { ${code} }`, "esnext"),
    );
});

test("the script that opens sealed text is lowered to them when it is built", async () => {
  await buildUnsealScript();
  const code = readFileSync(inProject("src/ui/build/client/unseal.js"), "utf8");
  const [old, newest] = await Promise.all([printed(code, OLDEST_ENGINES), printed(code, "esnext")]);
  expect(old).toBe(newest);
});
