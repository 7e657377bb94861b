import { describe, expect, test } from "vitest";
import { openPage } from "./browser.ts";

const REPORT = "/reports/donghu/2023";
/** The height at which the first sentence must begin on a phone. */
const FIRST_SENTENCE = 480;

describe.each([
  ["the current engine", false],
  ["Chromium 109", true],
])("a quiet report in %s", (_name, old) => {
  test("on a phone the words come first: one row of masthead, one line of edition, the first sentence within 480 px", async () => {
    const page = await openPage(REPORT, { width: 360, height: 800, old });
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
    const [brand, search, menu] = await Promise.all([top(".brand"), top(".to-search"), top(".menu > summary")]);
    for (const each of [search, menu])
      expect(Math.abs(each.y + each.height / 2 - brand.y - brand.height / 2)).toBeLessThan(8);
    expect((await top(".edition")).height).toBeLessThan(30);
    expect((await top(".record .para > p")).y).toBeLessThan(FIRST_SENTENCE);
    expect(await page.locator(".edition").innerText()).toMatch(/^第2版（现行版）\s*\d{4}-\d\d-\d\d\s*原件$/);
    expect(await page.getByText("SHA-256").first().isVisible()).toBe(false);
    await page.getByText("版本与核验").click();
    expect(await page.locator(".meta").innerText()).toMatch(/SHA-256\s+(?:[0-9a-f]{8} ?){8}/);
  });

  test("one ⋯ unfolds the tools of one section, and those its citation", async () => {
    const page = await openPage(REPORT, { width: 360, height: 800, javaScript: false, old });
    expect(await page.locator(".bar:visible").count()).toBe(0);
    await page.locator("#volunteering .more").click();
    expect(await page.locator(".bar:visible").count()).toBe(1);
    await page.locator("#volunteering .bar").getByText("引用与分享").click();
    expect(await page.locator(".kit:visible").count()).toBe(1);
    expect(await page.locator(".kit:visible textarea").first().inputValue()).toContain("志愿服务[R/OL]");
    await page.locator(".kit:visible").getByText("收起").click();
    expect(await page.locator(".kit:visible").count()).toBe(0);
  });

  test("on a desk the tools are seen at the heading under the pointer or the focus, and the outline follows the reading", async () => {
    const page = await openPage(REPORT, { old });
    const opacity = () => page.locator("#volunteering > .heading > .bar").evaluate((e) => getComputedStyle(e).opacity);
    expect(await opacity()).toBe("0");
    await page.locator("#volunteering h3").hover({ position: { x: 20, y: 10 } });
    expect(await opacity()).toBe("1");
    await page.locator("#relief h3").hover({ position: { x: 20, y: 10 } });
    expect(await opacity()).toBe("0");
    await page.locator("#volunteering .bar a").first().focus();
    expect(await opacity()).toBe("1");
    const current = page.locator(".outline [aria-current=location]");
    await page.locator("#volunteering").evaluate((e) => e.scrollIntoView());
    await expect.poll(() => current.innerText()).toContain("志愿服务");
    expect(await current.evaluate((e) => e.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => current.count()).toBe(0);
  });
});

test("j, k and / move through a report, ? lists the keys and switches them off", async () => {
  const page = await openPage(REPORT);
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("j");
  expect(await focused()).not.toBe(first);
  await page.keyboard.press("k");
  expect(await focused()).toBe(first);
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "键盘操作" });
  expect(await list.innerText()).toMatch(/下一节/);
  await list.getByRole("button", { name: "停用" }).click();
  await page.keyboard.press("Escape");
  expect(await list.count()).toBe(0);
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
});
