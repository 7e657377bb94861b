import { expect, test } from "vitest";
import { numberVariants } from "./numerals.ts";

test.each([
  ["2460", ["2,460"]],
  ["2,460公里", ["2460公里"]],
  ["12000", ["12,000", "1.2万"]],
  ["1.2万", ["12000", "12,000"]],
  ["3万件", ["30000件", "30,000件"]],
  ["2023", []],
  ["2023年", []],
  ["2000小时", ["2,000小时"]],
  ["0.5", []],
  ["85", []],
  ["co2000", []],
])("%s is written %j too", (number, others) => {
  expect(numberVariants(number)).toEqual(others);
});
