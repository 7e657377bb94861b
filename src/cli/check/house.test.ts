import { expect, test } from "vitest";
import { boundaryFaults, crowdedFolders, importedFrom, rowOf } from "./house.ts";

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
