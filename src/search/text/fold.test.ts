import { expect, test } from "vitest";
import { fold } from "./fold.ts";

test("a radical and the character it is drawn like are one to search", () => {
  expect(fold("⻅证⻓城，⽤⼾，⻛⻋⻢⻝⺠").text).toBe(fold("见证长城，用户，风车马食民").text);
  expect(fold("⾒證⾧城").text).toBe(fold("见证长城").text);
});
