import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { lowerSheet } from "./lower-sheet.ts";

test("engines of 2020 get plain rules: no nesting, no light-dark(), and media queries beside container queries", () => {
  const lowered = lowerSheet(
    `:root { color-scheme: light dark; --ink: light-dark(#111, #eee) }
     .a { color: var(--ink); &:hover { color: red } .b { inset: 0 } }
     @container page (inline-size > 62rem) { .a { .b { color: blue } } }`,
  );
  expect(lowered).not.toMatch(/light-dark|&|inset/);
  expect(lowered).toContain("@media (prefers-color-scheme:dark)");
  expect(lowered).toContain(".a:hover{color:red}");
  expect(lowered).toContain("@container page (inline-size>62rem){.a .b{color:#00f}}");
  expect(lowered).toContain(
    "@supports not (container-type:inline-size){@media (min-width:62.01rem){.a .b{color:#00f}}}",
  );
});

test("an unclosed block is an error of the build, not a broken page", () => {
  expect(() => lowerSheet("@container page (inline-size > 2rem) { .a { color: red }")).toThrow();
});

test("in the sheet of this site what an old engine cannot read costs no rule that it can", async () => {
  const lowered = lowerSheet(await readFile(inProject("src/ui/styles/gongshi.css"), "utf8"));
  const mixed = lowered.match(/[^{}]*:has\([^{}]*\{/g)?.filter((rule) => /,(?![^(]*\))/.test(rule)) ?? [];
  expect(mixed).toEqual([]);
  expect(lowered).not.toMatch(/light-dark\(|\d(?:cqi|cqw)|:where\(/);
});
