import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { needsReportFiles, reportFile } from "../../src/cli/local/report-files.ts";
import type { TestSite } from "../../src/cli/local/test-site.ts";
import { startPagesSite } from "./test-site.ts";
import { beijingMinute } from "../../src/day.ts";
import { expectAccessible, expectNoSidewaysScroll, openPage } from "./browser.ts";
import { follow, tabTo, typeInto } from "./keyboard.ts";

/** Dozens of pages, some of them read by axe, on a machine that may be busy. */
const LONG = { timeout: 150_000 };
const REPORT = "/reports/songjiang/2023";

let site: TestSite;

beforeAll(async () => {
  site = await startPagesSite();
});

afterAll(() => site.close());

async function signIn(javaScript: boolean) {
  const page = await openPage(`${site.origin}/staff/publish`, { width: 320, javaScript });
  await follow(page, "button[value=publisher]");
  return page;
}

/** The button opens the system's file dialog, which a test cannot press keys in; everything around it is by keyboard. */
async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await tabTo(page, "#file");
  await page.setInputFiles("#file", file);
  await follow(page, "main form button[type=submit]");
  expect(await page.locator("[role=status]").textContent()).toBe("已存为草稿。");
  return new URL(page.url()).pathname;
}

const txt = (text: string, name = "songjiang-2023.txt") => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
/** To the correction of what stands under a heading or paragraph, from the preview. */
const correct = (page: Page, id: string) => follow(page, `#${id}`);
const linkOf = (page: Page, words: string) =>
  page.locator(".record .para, .record .heading > :is(h2, h3, h4, h5)", { hasText: words }).first();

test(
  "a real report from upload to withdrawal by keyboard alone, without any script, at 320 px",
  LONG,
  async (context) => {
    needsReportFiles(context);
    const text = readFileSync(reportFile("songjiang-2023.txt"), "utf8");
    const page = await signIn(false);
    const draft = await upload(page, txt(text));
    await expectNoSidewaysScroll(page);
    expect(await page.locator("#unsure + p + ol > li").count()).toBeGreaterThan(0);
    expect(await page.locator("#figures + p + ol").textContent()).toContain("47.08%");

    const heading = await linkOf(page, "理论学习").locator("xpath=following-sibling::p[1]/a").getAttribute("id");
    await correct(page, heading ?? "");
    await expectNoSidewaysScroll(page);
    await tabTo(page, "#level");
    await page.keyboard.press("ArrowUp");
    await follow(page, "form:has(#level) button");
    expect(await focused(page)).toBe(heading);
    expect(await page.locator(`#${heading}`).locator("xpath=preceding-sibling::span").textContent()).toMatch("第2级");

    await correct(page, heading ?? "");
    await tabTo(page, "#standard");
    await page.keyboard.press("Home");
    await follow(page, "form:has(#standard) button");
    expect(await page.locator(`#${heading}`).locator("xpath=preceding-sibling::span").textContent()).toBe("第2级");

    const para = page.locator(".record .para", { hasText: /。.+。/ }).first();
    const paragraph = (await para.locator("a[id]").getAttribute("id")) ?? "";
    const before = await para.locator("p").first().textContent();
    await correct(page, paragraph);
    await tabTo(page, "input[name=offset]");
    await page.keyboard.press("Space");
    await follow(page, "form:has(input[name=offset]) button");
    const second = (await focused(page)) ?? "";
    expect(second).toMatch(new RegExp(`^${paragraph}-\\d+$`));
    await correct(page, second);
    await follow(page, "form:has(input[value=join]) button");
    expect(await focused(page)).toBe(paragraph);
    expect(await para.locator("p").first().textContent()).toBe(before);
    expect(await page.locator("#edits + p + ol > li").count()).toBe(4);

    await typeInto(page, "#note", "首次公示");
    await tabTo(page, "input[name=accept][value=bureau-new]");
    await page.keyboard.press("Space");
    await tabTo(page, "input[name=when]");
    await page.keyboard.press("ArrowDown");
    await typeInto(page, "#at", "2020-01-01 09:00");
    await follow(page, "form[action$='/check'] button");
    expect(await page.locator(".errors a").textContent()).toContain("已经过去了");
    expect(await page.inputValue("#note")).toBe("首次公示");
    await typeInto(page, "#at", beijingMinute(new Date(Date.now() + 86_400_000)));
    await follow(page, "form[action$='/check'] button");
    await follow(page, "form[action$='/publish'] button");
    expect(await page.locator("[role=status]").textContent()).toBe("已定时。");
    expect((await fetch(site.origin + REPORT)).status).toBe(404);
    await follow(page, "form[action$='/cancel'] button");
    await tabTo(page, "input[name=accept][value=bureau-new]");
    await page.keyboard.press("Space");
    await follow(page, "form[action$='/check'] button");
    expect(await page.locator("main").textContent()).toMatch(/第1版（首次发布）.*识别时需要核对的\d+处/s);
    await expectNoSidewaysScroll(page);
    await follow(page, "form[action$='/publish'] button");
    expect(await page.locator("h1").textContent()).toBe("已发布");
    expect(await page.getByLabel("报告网址（始终指向现行版）").inputValue()).toBe(site.origin + REPORT);
    await expectNoSidewaysScroll(page);
    await follow(page, "main a.btn");
    expect(new URL(page.url()).pathname).toBe(`${REPORT}/r1`);

    await page.goto(`${site.origin}/staff/reports`);
    await follow(page, "main a[href$='/songjiang']");
    await follow(page, "a[href*='/staff/publish?bureau=songjiang']");
    expect(await page.locator(".panel").textContent()).toContain("2023年度报告的新版");
    const corrected = await upload(page, txt(text.replace("45.82%", "47.08%"), "songjiang-2023-2.txt"));
    expect(corrected).not.toBe(draft);
    const changed = await page.locator(".pair ins").allTextContents();
    expect(changed).toContain("47.08%");
    await follow(page, "form[action$='/check'] button");
    expect(await page.locator(".errors a").textContent()).toContain("修订说明");
    await typeInto(page, "#note", "更正志愿者占比");
    await follow(page, "form[action$='/check'] button");
    await follow(page, "form[action$='/publish'] button");
    await follow(page, "main a.btn");
    expect(await page.locator("main").textContent()).toContain("47.08%");

    await page.goto(`${site.origin}/staff/reports/songjiang`);
    await follow(page, "a[href$='/2023/withdraw']");
    await typeInto(page, "#reason", "另一处数字需要核对");
    await follow(page, "#confirm");
    expect((await fetch(site.origin + REPORT)).status).toBe(410);
    await follow(page, "a[href$='/2023/restore']");
    await follow(page, "#confirm");
    expect((await fetch(site.origin + REPORT)).status).toBe(200);
    expect((await fetch(`${site.origin}${REPORT}/diff/1..2`)).status).toBe(200);
  },
);

test("the desk's pages have no accessibility faults, light and dark, narrow and wide", LONG, async () => {
  const text =
    "示例市云门区电信局2022年度社会责任报告\n\n一、公开陈述\n\n本报告内容真实。接受社会监督。\n\n（一）数字\n\n员工200人，其中女职工90人，占42%。\n";
  for (const [dark, width] of [
    [false, 1280],
    [true, 320],
  ] as const) {
    const page = await openPage(`${site.origin}/staff/publish`, { width, dark });
    await page.click("button[value=publisher]");
    const draft = await upload(page, txt(text, `云门-${width}.txt`));
    const refused = async () => {
      await page.goto(site.origin + draft);
      await page.check("input[name=when][value=later]");
      await page.click("form[action$='/check'] button");
    };
    await expectAccessible(page);
    await page.check("input[name=accept]");
    await page.click("form[action$='/check'] button");
    expect(await page.locator("h1").textContent()).toBe("发布前核对");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await refused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    for (const path of [`${draft}/edit?at=p1`, `${draft}/edit?at=h1`]) {
      await page.goto(site.origin + path);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  }
});
