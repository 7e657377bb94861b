import { expect, test } from "vitest";
import { inOrder, isInternal } from "./tables.ts";

const table = (name: string, ...references: string[]) => ({ name, columns: [], key: [], references, grows: false });

test("a table comes after those it refers to, itself and unknown ones apart", () => {
  const tables = [table("a", "c"), table("b", "a", "b"), table("c", "elsewhere")];
  expect(inOrder(tables).map(({ name }) => name)).toEqual(["c", "a", "b"]);
});

test("a circle of references is refused", () => {
  expect(() => inOrder([table("a", "b"), table("b", "a")])).toThrow("circle");
});

test.each([
  ["sections_fts_docsize", true],
  ["next_history_chars", true],
  ["sections_terms", true],
  ["_cf_KV", true],
  ["sections", false],
  ["feedback", false],
])("%s is internal: %s", (name, internal) => expect(isInternal(name)).toBe(internal));
