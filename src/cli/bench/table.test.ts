import { expect, test } from "vitest";
import { markdownTable } from "./table.ts";

test("columns line up, numbers to the right, a Chinese character two columns wide", () => {
  expect(
    markdownTable([
      { page: "单位", rate: 12 },
      { page: "home", rate: 1000 },
    ]),
  ).toBe(["| page | rate |", "| ---- | ---: |", "| 单位 |   12 |", "| home | 1000 |"].join("\n"));
});
