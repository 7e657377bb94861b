import { expect, test } from "vitest";
import { boundaryFaults, circlesOfRooms, crowdedFolders, importedFrom, rowOf } from "./house.ts";

const fault = (file: string, target: string) => boundaryFaults(new Map([[file, [target]]]));

test("an import of any shape is seen, types too", () => {
  const text = `import { a,\n  b } from "./one.ts";\nimport type { C } from "../two.ts";\nexport * from "./three.ts";
import "./four.ts";\nconst five = await import("./five.ts");\nimport { six } from "hono";`;
  expect(importedFrom("search/page/x.ts", text)).toEqual([
    "search/page/one.ts",
    "search/two.ts",
    "search/page/three.ts",
    "search/page/four.ts",
    "search/page/five.ts",
  ]);
});

test("the longest name places a file; routes stand at the edge wherever they are", () => {
  expect(rowOf("reports/publish/publish.ts")).toBeLessThan(rowOf("reports/read.ts"));
  expect(rowOf("reports/routes.tsx")).toBe(rowOf("console/desk/draft-routes.tsx"));
  expect(rowOf("unheard-of/file.ts")).toBe(-1);
});

test("what climbs, what reaches into another domain's store and what http and ui must not know is refused", () => {
  expect(fault("reports/read.ts", "console/words.ts")).toEqual([expect.stringContaining("climbs")]);
  expect(fault("console/desk/x.ts", "reports/publish/bureau-store.ts")).toEqual([expect.stringContaining("a store")]);
  expect(fault("console/x.ts", "staff/store.ts")).toEqual([expect.stringContaining("a store")]);
  expect(fault("http/x.ts", "feedback/kind.ts")).toEqual([expect.stringContaining("know no domain")]);
  expect(fault("http/x.ts", "reports/read.ts")).toEqual([expect.stringContaining("climbs")]);
  expect(fault("reports/publish/publish.ts", "outbox/store.ts")).toEqual([]);
  expect(fault("reports/publish/publish.ts", "reports/publish/bureau-store.ts")).toEqual([]);
});

test("a folder holds at most twenty files beside tests", () => {
  const files = Array.from({ length: 21 }, (_, at) => `src/search/${at}.ts`);
  expect(crowdedFolders(files)).toEqual(["src/search has 21 files"]);
  expect(crowdedFolders([...files.slice(1), "src/search/0.test.ts"])).toEqual([]);
});

test("sister rooms in a circle, of any length, are refused; their domain's root and other domains are no part of it", () => {
  const imports = new Map([
    ["feedback/author/a.ts", ["feedback/case/b.ts"]],
    ["feedback/case/b.ts", ["feedback/seal/deep/c.ts", "feedback/store.ts"]],
    ["feedback/seal/deep/c.ts", ["search/page/d.ts"]],
    ["feedback/store.ts", ["feedback/author/a.ts"]],
    ["search/page/d.ts", ["feedback/author/a.ts"]],
  ]);
  expect(circlesOfRooms(imports)).toEqual([]);
  imports.set("feedback/seal/deep/c.ts", ["feedback/author/a.ts"]);
  expect(circlesOfRooms(imports).map((fault) => fault.split(" ")[0])).toEqual([
    "feedback/author",
    "feedback/case",
    "feedback/seal",
  ]);
});

test("a room of feedback imports no room that stands above it", () => {
  expect(fault("feedback/case/transition.ts", "feedback/handle/triage.ts")).toEqual([
    expect.stringContaining("climbs"),
  ]);
  expect(fault("feedback/seal/keys.ts", "feedback/sealed/hold.ts")).toEqual([expect.stringContaining("climbs")]);
  expect(fault("feedback/handle/triage.ts", "feedback/case/transition.ts")).toEqual([]);
});
