import { buffer } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { expectGoodEverywhere } from "./every-page.ts";

const SECTION = "/reports/donghu/2023/volunteering";
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Selects words of the first paragraph, as a pointer would. */
const select = (page: Page, from: number, to: number) =>
  page.evaluate(
    ([start, end]) => {
      const words = document.querySelector(".own .para > p")!.firstChild!;
      getSelection()!.setBaseAndExtent(words, start!, words, end!);
    },
    [from, to],
  );

async function savedBy(page: Page) {
  const download = page.waitForEvent("download");
  await page.locator(".pin:visible").getByRole("button", { name: "保存图片" }).click();
  const file = await download;
  const bytes = await buffer(await file.createReadStream());
  return { name: file.suggestedFilename(), bytes, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe.each([
  ["the current engine", false],
  ["Chromium 109", true],
])("a quotation in %s", (_name, old) => {
  test("is a picture in two taps, and text with its source; of the selected words where some are selected", async () => {
    const page = await openPage(SECTION, { old });
    await page.locator(".own .para .tools a").first().click();
    const whole = await savedBy(page);
    expect(whole.name).toMatch(/^donghu-2023-[0-9a-f]{8}\.png$/);
    expect(whole.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(whole.width).toBe(1440);
    const copy = () => page.locator(".pin:visible").getByRole("button", { name: "复制原文和出处" });
    await copy().click();
    await expect
      .poll(() => clipboard(page))
      .toMatch(/^“注册志愿者241人，.*”\n——示例市东湖电信局\..*\/r2\/volunteering#p-/s);
    await select(page, 0, 9);
    await page.locator(".pin:visible").getByText("所选9个字符").waitFor();
    expect((await savedBy(page)).height).toBeLessThan(whole.height);
    await page.locator(".pin:visible .copy").first().and(page.getByText("复制原文和出处")).click();
    await expect.poll(() => clipboard(page)).toMatch(/^“注册志愿者241人……”\n/);
    expect(await page.locator(".pin:visible").getByText("图片与嵌入代码").getAttribute("href")).toMatch(
      /\?from=0&to=9$/,
    );
  });
});

test("the page of a quotation is good everywhere, and its picture becomes one that a long press saves", async () => {
  const page = await openPage(SECTION);
  await page.goto((await page.locator("[data-card] a").first().getAttribute("href"))!);
  await expect.poll(() => page.locator("img.card").getAttribute("src")).toMatch(/^blob:/);
  await page.getByRole("button", { name: "复制图片" }).click();
  await page.getByText("已复制图片").first().waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  expect(types).toContain("image/png");
  await expectGoodEverywhere(page);
});

test("without a script the link beside a paragraph leads to the picture and the text", async () => {
  const page = await openPage(SECTION, { javaScript: false, width: 320 });
  await page.locator(".own .para .tools a").first().click();
  await page.locator(".pin:visible").getByText("图片与嵌入代码").click();
  const picture = page.locator("img.card");
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(720);
  expect(await page.getByLabel("原文和出处").inputValue()).toContain("注册志愿者241人");
});
