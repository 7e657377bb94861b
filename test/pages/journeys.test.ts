import { buffer } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, site } from "./browser.ts";
import { look } from "./look.ts";

const REPORT = `示例市柳桥区档案局2024年度社会责任报告

一、公开陈述

本报告内容真实，欢迎监督。

二、志愿服务

注册志愿者46人，全年服务1,208小时。

| 项目 | 2023 | 2024 |
| --- | --- | --- |
| 服务时长 | 1,150 | 1,208 |
`;

async function signIn(role: string, path: string) {
  const page = await openPage(path, { old: true });
  await page.click(`button[value=${role}]`);
  return page;
}

test("a clerk on Chromium 109 publishes after a check, and is told that it worked", async () => {
  const page = await signIn("publisher", "/staff/publish");
  await page.setInputFiles("#file", { name: "柳桥.md", mimeType: "text/markdown", buffer: Buffer.from(REPORT) });
  await page.click("main form button[type=submit]");
  await look(page, "clerk-1-draft");
  await page.locator("a", { hasText: "调整" }).last().click();
  await page.selectOption("#rows", "0");
  await page.click("button:has-text('改表头')");
  expect(await page.locator("#edits + p + ol").innerText()).toContain("表头由1行改为0行");
  const accept = page.locator("input[name=accept]");
  for (let i = 0; i < (await accept.count()); i += 1) await accept.nth(i).check();
  await page.click("form[action$='/check'] button");
  await look(page, "clerk-2-check");
  const facts = await page.innerText("main");
  for (const told of ["示例市柳桥区档案局", "2024年度", "第1版（首次发布）", "疑问"]) expect(facts).toContain(told);
  await page.click("form[action$='/publish'] button");
  await look(page, "clerk-3-published");
  expect(await page.innerText("h1")).toBe("已发布");
  expect(await page.locator("svg.qr").count()).toBe(1);
  await page.goto("/staff");
  await look(page, "clerk-4-dashboard");
  expect(await page.innerText("main")).toContain("份报告的承诺待确认");
});

test("a clerk on Chromium 109 answers what is due, from a template, beside the section it is about", async () => {
  const query = new URLSearchParams({ bureau: "donghu", year: "2023", section: "volunteering", kind: "error" });
  const author = await openPage(`/feedback/new?${query.toString()}`, { old: true, javaScript: false });
  const words = `人次和时长对不上，请核对。${Math.random()}`;
  await author.check("input[name=kind][value=error]");
  await author.fill("#text", words);
  await author.click("main form button[type=submit]");

  const page = await signIn("officer", "/staff");
  await page.locator("main ol.todo a", { hasText: "待受理" }).click();
  await look(page, "clerk-5-queue");
  await page
    .locator("td a", { hasText: words.slice(0, 8) })
    .first()
    .click();
  expect(await page.locator(".passage h2").innerText()).toContain("志愿服务");
  await page.click("form[action$='/accept'] button");
  await page.getByRole("link", { name: "解答疑问" }).click();
  expect(await page.locator("details[open] summary").allInnerTexts()).toEqual(["起草答复"]);
  await page.click("form[action$='/draft'] button");
  expect(await page.locator(".errors a").innerText()).toContain("没有改写");
  await page.fill("#draft-text", (await page.inputValue("#draft-text")).replace("（请写明）", "口径见附注"));
  await page.click("form[action$='/draft'] button");
  await look(page, "clerk-6-case");
  expect(await page.innerText("#actions")).toContain("正在等另一人审核");
});

test("a journalist at 1280 px searches, quotes a paragraph, compares and sees what changed", async () => {
  const page = await openPage("/");
  await look(page, "journalist-1-home");
  await page.fill("#q", "志愿服务 小时");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?/);
  await look(page, "journalist-2-search");
  await page.locator(".hits a[href*='/reports/donghu/2023']").first().click();
  await page.waitForURL(/#p-/);
  await look(page, "journalist-3-paragraph");
  const names = await buttonNames(page);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(name).toMatch(/^.{1,24}$/);
  expect(names.some((name) => name.startsWith("复制："))).toBe(true);

  await page.goto("/compare?section=volunteering");
  await page.getByRole("link", { name: "有，加入东湖局2023年度" }).click();
  expect(new URL(page.url()).hash).toBe("#choose");
  await page.getByRole("link", { name: "有，加入云栈局2023年度" }).click();
  expect(new URL(page.url()).hash).toBe("#texts");
  await page.waitForFunction(() => (document.getElementById("texts")?.getBoundingClientRect().top ?? 1000) < 400);
  await look(page, "journalist-4-compare");
  await page.goto("/reports/donghu/2023/diff/1..2");
  await look(page, "journalist-5-diff");
  await page.goto("/reports/donghu/2023#p-nothing");
  const hash = await page.locator(".para[id^=p-]").first().getAttribute("id");
  await page.goto("about:blank");
  await page.goto(`/reports/donghu/2023#${hash}。`);
  await page.waitForFunction((id) => location.hash === `#${id}`, hash);
});

/** As the browser tells them to a screen reader, from its own tree. */
async function buttonNames(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ role, ignored }) => role?.value === "button" && !ignored)
    .map(({ name }) => String(name?.value ?? ""));
}

test("copy buttons and their fields are called by their labels, and structured data holds its own properties", async () => {
  const page = await openPage("/reports/donghu/2023#cite-volunteering");
  await page.evaluate(() => {
    for (const kit of document.querySelectorAll<HTMLElement>(".kit")) kit.style.display = "grid";
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const named = (role: string) =>
    nodes.filter((node) => node.role?.value === role && !node.ignored).map((node) => String(node.name?.value ?? ""));
  const copies = named("button").filter((name) => name.startsWith("复制"));
  expect(copies.length).toBeGreaterThan(3);
  const labels = new Set(await page.locator("label.copyable > span").allInnerTexts());
  for (const name of copies) expect([...labels], name).toContain(name.replace(/^复制：/, ""));
  for (const name of named("textbox").filter((each) => each !== "")) expect(name.length, name).toBeLessThan(40);

  const data = JSON.parse((await page.locator("script[type='application/ld+json']").textContent()) ?? "{}");
  expect(data["@type"]).toBe("Report");
  for (const each of Object.values(data))
    if (typeof each === "object" && each !== null && !Array.isArray(each))
      expect(Object.keys(each).length, JSON.stringify(each)).toBeGreaterThan(1);
  expect(await page.locator("head [itemprop], head [itemtype]").count()).toBe(0);
});

test("every journey goes on without any script, at 320 px", async () => {
  const page = await openPage("/", { width: 320, javaScript: false });
  const at = async (path: string) => {
    await page.waitForLoadState();
    expect(page.url()).toContain(site + path);
    await expectNoSidewaysScroll(page);
  };
  await page.fill("#q", "志愿");
  await page.click("form[role=search] button >> nth=0");
  await at("/search");
  await page.locator(".hits a").first().click();
  await at("/reports/");
  await page.goto("/compare?section=volunteering&report=donghu/2023&report=yunzhan/2023");
  await at("/compare");
  await page.locator("#choose a[aria-current=true]").first().click();
  await at("/compare");
  await page.goto("/bureaus/donghu");
  await at("/bureaus/donghu");
  await page.goto("/indicators");
  await at("/indicators");
  await page.goto("/feedback");
  await at("/feedback");
  await page.goto("/follow");
  await at("/follow");
  await page.goto("/ledger");
  await at("/ledger");
  await page.goto("/staff");
  await page.click("button[value=admin]");
  await at("/staff");
  for (const path of ["/staff/publish", "/staff/promises", "/staff/settings", "/staff/system"]) {
    await page.goto(path);
    await at(path);
  }
});

test("a journalist goes from the home page to a chart, to the marked number, and takes table, picture and citation away", async () => {
  const page = await openPage("/", { old: true });
  await page.locator("header a", { hasText: "指标" }).first().click();
  await page.fill("input[name=q] >> nth=-1", "志愿服务");
  await page.locator("main form button[type=submit]").first().click();
  await page.locator("main a", { hasText: "志愿服务时长" }).first().click();
  await page.selectOption("select[name=bureau]", ["donghu", "beita", "liuyin"]);
  await page.fill("input[name=from]", "2019");
  await page.fill("input[name=to]", "2024");
  await page.click("main form[action='/indicators/volunteer-hours'] button");
  await page.waitForURL(/from=2019/);
  await look(page, "journalist-chart");
  expect(await page.locator("svg.trend g.line").count()).toBe(3);
  expect(await page.locator("main thead th").allInnerTexts()).toEqual("单位 2019 2020 2021 2022 2023 2024".split(" "));
  const cited = await page.locator("input[readonly], textarea[readonly]").first().inputValue();
  expect(cited).toMatch(
    /志愿服务时长.*\[DS\/OL\].*\/indicators\/volunteer-hours\?bureau=beita&bureau=donghu&bureau=liuyin&from=2019&to=2024/,
  );
  const download = async (press: () => Promise<void>) => {
    const [file] = await Promise.all([page.waitForEvent("download"), press()]);
    return buffer(await file.createReadStream());
  };
  const table = await download(() => page.click("main a[href*='.csv']"));
  expect(table.subarray(0, 3).toString("hex")).toBe("efbbbf");
  expect(table.toString()).toMatch(/2023,4608,.*第?2/);
  const picture = await download(() => page.click("button:has-text('保存图片')"));
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
  await page.locator("svg.trend a[aria-label*='2023年 4,608']").click();
  await page.waitForURL(/\/reports\/donghu\/2023\/volunteering\?mark=/);
  const marked = page.locator("p:target mark, :target mark").first();
  expect(await marked.innerText()).toBe("4,608小时");
  await expect.poll(() => marked.evaluate((mark) => mark.getBoundingClientRect().top < innerHeight)).toBe(true);
});

test("the queue, a case and its public page are accessible, at either size", async () => {
  const page = await signIn("supervisor", "/staff/feedback");
  await expectAccessible(page);
  await page.context().addCookies([{ name: "display", value: "large", url: site }]);
  await page.locator("td a").first().click();
  await expectAccessible(page);
  expect(await page.locator("html").getAttribute("data-size")).toBe("large");
  await look(page, "supervisor-case-elder");
});
