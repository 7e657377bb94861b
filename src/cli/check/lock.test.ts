import { expect, test } from "vitest";
import { missingPackages } from "./lock.ts";

test("an optional platform package that is not in the lock is named with the package that wants it", () => {
  const packages = {
    "": {},
    "node_modules/tool": { version: "1.0.0", optionalDependencies: { "@tool/linux": "1.0.0", "@tool/mac": "1.0.0" } },
    "node_modules/@tool/linux": { version: "1.0.0" },
  };
  expect(missingPackages({ packages })).toEqual(["tool wants @tool/mac"]);
});

test("a nested copy of an optional package counts as locked", () => {
  const packages = {
    "node_modules/tool": { optionalDependencies: { "@tool/linux": "1.0.0" } },
    "node_modules/tool/node_modules/@tool/linux": { version: "1.0.0" },
  };
  expect(missingPackages({ packages })).toEqual([]);
});
