import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, site } from "./browser.ts";
import { look } from "./look.ts";
import { describePages } from "./every-page.ts";

const FORM = "/feedback/new?bureau=donghu&year=2023&section=volunteering";
const words = (about: string) => `${about}：时长和人次对不上，请核对。${Math.random()}`;

describePages({
  register: "/feedback",
  "form about a section": FORM,
  form: "/feedback/new",
  "look-up": "/feedback/status",
  statistics: "/feedback/statistics",
  privacy: "/feedback/privacy",
});

test("from a paragraph to a receipt and back, without any script, on a 320 px screen", async () => {
  const page = await openPage("/reports/donghu/2023/volunteering", { width: 320, javaScript: false });
  await page.locator(".tools a").first().click();
  await page.locator(".para:target a", { hasText: "我要监督" }).click();
  const quote = (await page.locator("figure.quote blockquote").first().textContent()) ?? "";
  expect(quote.length).toBeGreaterThan(5);
  await page.fill("#text", "太短");
  await page.fill("#title", "时长有误");
  await page.check("#publish");
  await page.click("main button[type=submit]");
  expect(await page.locator(".errors a").allTextContents()).toEqual([
    "请选择意见的类型",
    "正文太短，至少10个字，现在2个字",
  ]);
  expect([await page.inputValue("#text"), await page.inputValue("#title"), await page.isChecked("#publish")]).toEqual([
    "太短",
    "时长有误",
    true,
  ]);
  expect(await page.locator("figure.quote blockquote").first().textContent()).toBe(quote);
  await page.check("input[name=kind][value=error]");
  const text = words("志愿服务");
  await page.fill("#text", text);
  await page.click("main button[type=submit]");
  const receipt = (await page.locator(".code span").allTextContents()).join("-");
  expect(receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(page.url()).not.toContain(receipt.slice(0, 4));
  await expectNoSidewaysScroll(page);
  await page.goto("/feedback/status");
  await page.fill("#receipt", ` ${receipt.toLowerCase().replaceAll("-", " ")} `);
  await page.click("main button[type=submit]");
  expect(page.url()).toBe(`${site}/feedback/status`);
  const main = (await page.locator("main").textContent()) ?? "";
  for (const shown of [text, quote, "已提交", "《信访工作条例》第二十三条"]) expect(main).toContain(shown);
  await expectNoSidewaysScroll(page);
  await page.click("summary:has-text('补充说明')");
  await page.fill("#supplement", "补充：是三月份的数字。");
  await page.click("button:has-text('提交补充')");
  expect(await page.locator("[role=status]").textContent()).toBe("补充已收到。");
});

test("the form is filled in and sent by keyboard alone; the receipt page is accessible and downloads", async () => {
  const page = await openPage(FORM);
  await page.focus("input[name=kind]");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type(words("键盘"));
  for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement?.matches("main form button"))); i += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".code");
  await expectAccessible(page);
  expect(await page.locator("button", { hasText: "打印" }).count()).toBe(1);
  const download = page.waitForEvent("download");
  await page.click("button:has-text('下载为文本')");
  expect((await download).suggestedFilename()).toMatch(/^receipt-\d+\.txt$/);
  const receipt = (await page.locator(".code span").allTextContents()).join("-");
  await page.fill("#last", "ZZZZ");
  await page.click("button:has-text('已保存')");
  expect(await page.locator(".errors a").allTextContents()).toEqual(["最后四位不对，请核对后再填"]);
  await page.fill("#last", receipt.slice(-4));
  await page.click("button:has-text('已保存')");
  await expectAccessible(page);
  expect(await page.locator("h1").textContent()).toContain("号意见");
});

test("a double click ends at the receipt", async () => {
  const page = await openPage(FORM);
  await page.check("input[name=kind][value=question]");
  await page.fill("#text", words("双击"));
  await page.dblclick("main form button[type=submit]");
  await page.waitForSelector(".code");
  const count = await page.locator("main").textContent();
  expect(count).toContain("号意见");
});

test("a person of 60 on a 360 px phone: 长辈版, a complaint in one tap, a code typed wrong and put right", async () => {
  const page = await openPage("/", { width: 360, height: 800, javaScript: false, old: true });
  await page.getByRole("button", { name: "长辈版" }).click();
  expect(await page.locator("html").getAttribute("data-size")).toBe("large");
  await look(page, "elder-1-home");
  await page.getByRole("link", { name: "我要投诉" }).click();
  expect(await page.isChecked("input[name=kind][value=complaint]")).toBe(true);
  await look(page, "elder-2-form");
  await page.fill("#text", words("退网之后仍然扣费"));
  await page.click("main form button[type=submit]");
  const groups = await page.locator(".code span").allTextContents();
  const right = groups.join("-");
  await look(page, "elder-3-receipt");
  await page.goto("/feedback/status");
  await page.fill("#receipt", `查询码：${right.slice(0, -1)}U。`);
  await page.click("main form button[type=submit]");
  expect(await page.locator(".errors a").textContent()).toContain("第7组");
  await look(page, "elder-4-wrong-code");
  expect(await page.inputValue("#receipt")).toBe([...groups.slice(0, 6), `${groups[6]?.slice(0, 3)}U`].join(" "));
  await page.fill("#receipt", `“${right.toLowerCase()}”。`);
  await page.click("main form button[type=submit]");
  expect(await page.locator("h1").textContent()).toMatch(/^第\d+号意见$/);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("header button, header summary, header .to-search, main button")]
      .filter((each) => (each as HTMLElement).offsetParent !== null)
      .filter((each) => each.getBoundingClientRect().height < 44)
      .map((each) => each.textContent),
  );
  expect(small).toEqual([]);
  await look(page, "elder-5-status");
});
