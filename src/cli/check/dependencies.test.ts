import { expect, test } from "vitest";
import { dependencyFaults } from "./dependencies.ts";

test("a dependency must be described, be exact, and a described one must exist", () => {
  const manifest = { dependencies: { kept: "1.0.0", silent: "2.0.0" }, devDependencies: { loose: "^3.0.0" } };
  const document = "| `kept` | MIT |\n| `loose` | MIT |\n| `gone` | MIT |";
  expect(dependencyFaults(manifest, document)).toEqual([
    "silent has no line in docs/dependencies.md",
    "gone is described, but is no dependency",
    "loose ^3.0.0 is not an exact version",
  ]);
});
