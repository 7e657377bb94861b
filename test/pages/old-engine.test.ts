import { expect, test } from "vitest";
import { expectNoSidewaysScroll, openPage } from "./browser.ts";

const boxOf = async (page: Awaited<ReturnType<typeof openPage>>, selector: string) =>
  (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

test("in Chromium 109 a report stands beside its outline at full measure, in light and dark", async () => {
  const page = await openPage("/reports/donghu/2023", { old: true });
  expect(await page.evaluate(() => navigator.userAgent)).toContain("Chrome/109");
  const [outline, text] = [await boxOf(page, ".outline"), await boxOf(page, ".record .para > p")];
  expect(text.width).toBeGreaterThan(600);
  expect(outline.x + outline.width).toBeLessThan(text.x);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await background()).toBe("rgb(252, 252, 251)");
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).toBe("rgb(20, 24, 27)");
  await page.setViewportSize({ width: 320, height: 640 });
  expect((await boxOf(page, ".record .para > p")).width).toBeGreaterThan(280);
  await expectNoSidewaysScroll(page);
});

test("in Chromium 109 a reader searches with a suggestion, opens a paragraph's address and finds fields with borders", async () => {
  const page = await openPage("/", { old: true });
  await page.keyboard.press("/");
  await page.keyboard.type("志愿");
  await page.getByRole("option").first().waitFor();
  await page.getByRole("option").first().click();
  await page.waitForURL(/\/search\?q=/);
  expect(await page.locator(".hits li").count()).toBeGreaterThan(0);
  const border = await page.evaluate(() => getComputedStyle(document.querySelector("#q") as Element).borderTopWidth);
  expect(border).toBe("2px");
  await page.locator(".hits a").first().click();
  await page.locator(".para .tools a").first().click();
  const pin = page.locator(".para:target > .pin");
  await pin.waitFor();
  expect(await page.locator(".pin:visible").count()).toBe(1);
  await pin.getByRole("button").first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("#p-");
});

test("in Chromium 109 the chart of an indicator is saved and copied as a picture", async () => {
  const page = await openPage("/indicators/complaints", { old: true });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "保存图片" }).click();
  expect((await download).suggestedFilename()).toBe("complaints.png");
  await page.getByRole("button", { name: "复制图片" }).click();
  const types = () => page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  await expect.poll(types).toEqual(["image/png"]);
});
