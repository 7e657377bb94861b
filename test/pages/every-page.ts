import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions, site } from "./browser.ts";

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
    const open = (options?: PageOptions) => openPage(origin() + path, options);

    test("is valid HTML", async () => {
      const { results } = await html.validateString(await (await fetch(origin() + path)).text());
      const messages = results.flatMap((result) =>
        result.messages.map((m) => `${m.ruleId}: ${m.message} ${m.selector}`),
      );
      expect(messages).toEqual([]);
    });

    test("is accessible and not too wide, everything unfolded", async () => {
      const page = await open({ width: 320, dark: true });
      await unfold(page);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.emulateMedia({ colorScheme: "light" });
      await resize(page, 1280);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });

    test("does not scroll sideways at 768, nor with text at 200%, nor as 大字版 at 320", async () => {
      const page = await open({ width: 768 });
      await unfold(page);
      await expectNoSidewaysScroll(page);
      await resize(page, 640);
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      await expectNoSidewaysScroll(page);
      await page.evaluate(() => {
        document.documentElement.style.removeProperty("font-size");
        document.documentElement.dataset["size"] = "large";
      });
      await resize(page, 320);
      await expectNoSidewaysScroll(page);
    });
  });

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: 800 });

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
