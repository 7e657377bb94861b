import { expect, test } from "vitest";
import { isTraditional, withoutRadicals } from "./radicals.ts";

test("radicals that a browser printed become the characters that are meant", () => {
  const { text, count } = withoutRadicals("⼀⼈⼯作，⻓⻛⻚⾯，⽤⼾⾄上", false);
  expect(text).toBe("一人工作，长风页面，用户至上");
  expect(count).toBe(10);
});

test("⼾ stays 戶 where the text is traditional", () => {
  expect(isTraditional(["用户"])).toBe(false);
  expect(isTraditional(["戶口"])).toBe(true);
  expect(withoutRadicals("⽤⼾", true).text).toBe("用戶");
});

test("nothing else is normalised: full-width forms, circled numbers and traditional characters stay", () => {
  const kept = "（１）①㎡％用户用戶ＡＢ";
  expect(withoutRadicals(kept, false)).toEqual({ text: kept, count: 0 });
});
