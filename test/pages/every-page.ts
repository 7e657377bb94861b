import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, site } from "./browser.ts";

const html = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // Hono writes <meta/>; titles of reports are as long as they are; the wording of an address is not ours to break.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    // A scrolling region may be reached by keyboard; <section> would be one more heading level to some.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    // Several values of one name are how a form repeats a parameter.
    "form-dup-name": "off",
  },
});

/** What holds for every page: its markup, for everybody, at every width and size of text, in either theme. */
export const describePages = (pages: Readonly<Record<string, string>>, origin: () => string = () => site) =>
  describe.each(Object.entries(pages))("%s (%s)", (_name, path) => {
    test("is valid HTML", async () => expectValid(await (await fetch(origin() + path)).text()));

    test("is accessible in either theme, and never too wide", async () =>
      expectGoodEverywhere(await openPage(origin() + path)));
  });

/** The markup of a page, as it was sent. */
export async function expectValid(markup: string) {
  const { results } = await html.validateString(markup);
  const messages = results.flatMap((result) => result.messages.map((m) => `${m.ruleId}: ${m.message} ${m.selector}`));
  expect(messages).toEqual([]);
}

/**
 * An open page is accessible, dark and light, and does not scroll sideways at 320, 768 and 1280, with text at 200% and as
 * 长辈版, everything unfolded. One load for all of them: only the window and the size of the text change.
 */
export async function expectGoodEverywhere(page: Page) {
  await page.emulateMedia({ colorScheme: "dark" });
  await resize(page, 320);
  await unfold(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: "light" });
  await resize(page, 1280);
  await expectAccessible(page);
  for (const width of [1280, 768]) {
    await resize(page, width);
    await expectNoSidewaysScroll(page);
  }
  await resize(page, 640);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await expectNoSidewaysScroll(page);
  await page.evaluate(() => {
    document.documentElement.style.removeProperty("font-size");
    document.documentElement.dataset["size"] = "large";
  });
  await resize(page, 320);
  await expectNoSidewaysScroll(page);
}

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: 800 });

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
