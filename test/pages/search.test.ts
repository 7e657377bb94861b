import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage } from "./browser.ts";
import { describePages } from "./every-page.ts";

const q = encodeURIComponent;

/** One of every kind of page about finding, by name. */
const PAGES = {
  "the query language": "/search",
  results: `/search?q=${q("投诉 下降")}`,
  "limited results": `/search?q=${q("投诉")}&bureau=donghu&year=2023&sort=newest`,
  "partial matches only": `/search?q=${q("投诉 摩天大楼")}`,
  "nothing found": `/search?q=${q("柳茵公交 充电桩 年:2016")}`,
  "a mistake": `/search?q=${q("投诉")}&page=-1`,
  "a hit": `/reports/donghu/2023/honest-service?mark=${q("投诉")}`,
  "choosing a section": "/compare",
  "two reports": "/compare?section=volunteering&report=donghu/2023&report=yunzhan/2023",
  "four reports":
    "/compare?section=honest-service&report=donghu/2023&report=yunzhan/2023&report=beita/2022&report=liuyin/2020",
};

describePages(PAGES);

const box = (page: Page) => page.locator("#q, #mq").first();

describe("finding", () => {
  test.each([
    [1280, true],
    [320, true],
    [320, false],
  ])("投诉 at %i, scripts %s: the hit opens at its paragraph with the word marked", async (width, javaScript) => {
    const page = await openPage(width > 1000 ? "/bureaus" : "/search", { width, javaScript });
    await box(page).fill("投诉");
    await page.getByRole("button", { name: "搜索" }).first().click();
    await page.waitForURL("**/search?q=*");
    const hit = page.locator('.hits h3 a[href*="#p-"]').first();
    await hit.click();
    await page.waitForURL("**/reports/**");
    const target = page.locator(":target");
    expect(await target.locator("mark").first().textContent()).toBe("投诉");
    expect(await target.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true);
    await page.getByRole("link", { name: "取消标记" }).click();
    expect(await page.locator("mark").count()).toBe(0);
    expect(new URL(page.url()).search).toBe("");
  });

  test.each([true, false])("a facet is put on by its box and taken off by its link, scripts %s", async (javaScript) => {
    const page = await openPage(`/search?q=${q("投诉")}`, { javaScript });
    const all = await page.locator(".hits li").count();
    await page.getByRole("checkbox", { name: "单位 东湖局" }).check();
    await page.getByRole("checkbox", { name: /^年度 2023/ }).check();
    await page.getByRole("button", { name: "应用筛选" }).click();
    await page.waitForURL("**/search?*bureau=donghu*");
    expect(new URL(page.url()).searchParams.get("year")).toBe("2023");
    const fewer = await page.locator(".hits li").count();
    expect(fewer).toBeGreaterThan(0);
    expect(fewer).toBeLessThan(all);
    await page.getByRole("link", { name: "清除全部" }).click();
    await page.waitForURL((url) => !url.search.includes("bureau"));
    expect(await page.locator(".hits li").count()).toBe(all);
  });

  test("within a bureau, from its own page", async () => {
    const page = await openPage("/bureaus/donghu", { width: 320, javaScript: false });
    await page.getByLabel("在东湖局的报告中搜索").last().fill("投诉");
    await page.getByRole("button", { name: "搜索" }).click();
    await page.waitForURL("**/search?*bureau=donghu*");
    expect(await page.locator(".hits li > p").allInnerTexts()).toSatisfy((names: string[]) =>
      names.every((name) => name.startsWith("东湖局")),
    );
  });

  test("every page of results leads on and back", async () => {
    const page = await openPage(`/search?q=${q("服务")}&size=5`);
    const first = await page.locator(".hits h3").allInnerTexts();
    await page.getByRole("link", { name: "下一页" }).click();
    await page.waitForURL("**page=2*");
    expect(await page.locator(".hits h3").allInnerTexts()).not.toEqual(first);
    await page.getByRole("link", { name: "上一页" }).click();
    await page.waitForURL((url) => !url.search.includes("page="));
    expect(await page.locator(".hits h3").allInnerTexts()).toEqual(first);
  });
});

describe("the box as a combobox", () => {
  test("/ reaches it, arrows choose, Enter searches", async () => {
    const page = await openPage("/bureaus");
    await page.keyboard.press("/");
    const combobox = page.getByRole("combobox");
    expect(await combobox.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await combobox.inputValue()).toBe("");
    await page.keyboard.type("志愿");
    const options = page.getByRole("option");
    await options.first().waitFor();
    expect(await combobox.getAttribute("aria-expanded")).toBe("true");
    expect(await page.getByRole("status").textContent()).toMatch(/^有\d+条建议/);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    const chosen = page.locator('[role=option][aria-selected="true"]');
    expect(await combobox.getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
    const text = await chosen.textContent();
    expect(await combobox.inputValue()).toBe(text);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=*");
    expect(new URL(page.url()).searchParams.get("q")).toBe(text);
  });

  test("Escape puts back what was typed; ArrowUp goes to the last; the pointer works too", async () => {
    const page = await openPage("/", { width: 320 });
    const combobox = page.getByRole("combobox");
    await combobox.fill("志愿");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowUp");
    const last = await page.getByRole("option").last().textContent();
    expect(await combobox.inputValue()).toBe(last);
    await page.keyboard.press("Escape");
    expect(await combobox.inputValue()).toBe("志愿");
    expect(await combobox.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("ArrowDown");
    const first = page.getByRole("option").first();
    await first.waitFor();
    const text = await first.textContent();
    await expectNoSidewaysScroll(page);
    await first.click();
    await page.waitForURL("**/search?q=*");
    expect(new URL(page.url()).searchParams.get("q")).toBe(text);
  });

  test("while an input method composes nothing is asked and no key is taken", async () => {
    const page = await openPage("/bureaus");
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/suggest") && asked.push(request.url()));
    await box(page).focus();
    await page.evaluate(() => {
      const input = document.activeElement as HTMLInputElement;
      input.dispatchEvent(new CompositionEvent("compositionstart"));
      input.value = "zhi yuan";
      input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    });
    await page.waitForTimeout(400);
    expect(asked).toEqual([]);
    await page.evaluate(() => {
      const input = document.activeElement as HTMLInputElement;
      input.value = "志愿";
      input.dispatchEvent(new CompositionEvent("compositionend"));
    });
    await page.getByRole("option").first().waitFor();
    expect(asked).toHaveLength(1);
  });

  test("/ typed into a field is a character like any other", async () => {
    const page = await openPage("/search");
    await page.locator("#q").focus();
    await page.keyboard.type("1/2");
    expect(await page.locator("#q").inputValue()).toBe("1/2");
  });
});

describe("comparing", () => {
  test("from a section to two years of it side by side, a third added and taken away, without any script", async () => {
    const page = await openPage("/reports/donghu/2023/volunteering", { javaScript: false });
    await page.getByRole("link", { name: "与其他报告对比" }).click();
    await page.waitForURL(/\/compare\?section=volunteering&/);
    const columns = page.locator(".two > div");
    expect(await columns.count()).toBe(2);
    const [left, right] = await Promise.all([columns.nth(0).boundingBox(), columns.nth(1).boundingBox()]);
    expect(right!.x).toBeGreaterThan(left!.x + left!.width - 1);
    await page.getByRole("link", { name: /加入云栈局2023/ }).click();
    expect(await columns.count()).toBe(3);
    await page.getByRole("link", { name: /已选，移除云栈局2023/ }).click();
    expect(await columns.count()).toBe(2);
  });

  test("on a phone the texts stand below each other", async () => {
    const page = await openPage(PAGES["two reports"], { width: 320 });
    const columns = page.locator(".two > div");
    const [upper, lower] = await Promise.all([columns.nth(0).boundingBox(), columns.nth(1).boundingBox()]);
    expect(lower!.y).toBeGreaterThan(upper!.y + upper!.height - 1);
  });
});
