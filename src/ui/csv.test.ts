import { expect, it } from "vitest";
import { toCsv } from "./csv.ts";

it("a spreadsheet runs no formula from a cell", () => {
  expect(toCsv([["=1+1", "+x", "-2", "@a", " =x", "\tx", '引"号,', 3, null]])).toBe(
    `\uFEFF'=1+1,'+x,'-2,'@a,' =x,'\tx,"引""号,",3,\r\n`,
  );
});
