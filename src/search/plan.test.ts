import { expect, test } from "vitest";
import { rareParts } from "./plan.ts";

test("a number or a Latin word is looked for whole, Han characters by pairs", () => {
  expect(rareParts("songjiang")).toEqual(["songjiang"]);
  expect(rareParts("志愿者")).toEqual(["志愿", "愿者"]);
  expect(rareParts("在2019年co2")).toEqual(["2019", "co2", "在2", "9年", "年c"]);
  expect(rareParts("5g")).toEqual(["5g"]);
});
