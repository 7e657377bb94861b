import { expect, test } from "vitest";
import { openPage, site } from "./browser.ts";

test("the running Worker serves its style sheet to a real browser", async () => {
  const page = await openPage("/assets/gongshi.css");
  expect(page.url()).toBe(`${site}/assets/gongshi.css`);
  expect(await page.content()).toContain("color-scheme");
});
