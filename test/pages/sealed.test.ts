import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions } from "./browser.ts";

const WORDS = "有人把账记在别处，请查一查这件事。";

async function denounce(words: string): Promise<void> {
  const page = await openPage("/feedback/new", { javaScript: false });
  await page.check("input[name=kind][value=denunciation]");
  await page.fill("textarea[name=text]", words);
  await page.click("form[action='/feedback/new'] button[type=submit]");
  await page.waitForSelector(".code");
}

async function asSupervisor(path: string, options: PageOptions = {}): Promise<Page> {
  const page = await openPage("/staff/feedback", options);
  await page.click("button[value=supervisor]");
  await page.waitForURL(/\/staff\/feedback/);
  await page.goto(path);
  return page;
}

const newest = (page: Page) => page.getAttribute("a[href^='/staff/feedback/']:has-text('已加密') >> nth=0", "href");

test("a supervisor opens a denunciation in the browser with the private key, which is sent nowhere", async () => {
  await denounce(WORDS);
  const page = await asSupervisor("/staff/keys");
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(await page.locator("main").innerText())?.[0] ?? "";
  await page.goto("/staff/feedback?kind=denunciation");
  await page.goto((await newest(page)) ?? "");
  expect(await page.locator("main").innerText()).not.toContain(WORDS);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  await page.fill("#unseal-key", "AGE-SECRET-KEY-1NONSENSE");
  await page.click("button:has-text('解开本页')");
  await page.waitForSelector("text=这不是私钥");
  await page.fill("#unseal-key", identity);
  await page.click("button:has-text('解开本页')");
  await page.waitForSelector(`text=${WORDS}`);
  expect(await page.inputValue("#unseal-key")).toBe("");
  await expectAccessible(page);
  expect(sent.filter((request) => request.includes("AGE-SECRET-KEY"))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain("AGE-SECRET-KEY");
});

test("without any script, on a 320 px screen, the sealed text can be downloaded for the age command, and the page says how", async () => {
  await denounce(`${WORDS}没有脚本。`);
  const page = await asSupervisor("/staff/feedback?kind=denunciation", { javaScript: false, width: 320 });
  const address = (await newest(page)) ?? "";
  await page.goto(address);
  await expectNoSidewaysScroll(page);
  expect(await page.locator("main").innerText()).toContain("age -d -i");
  const download = page.waitForEvent("download");
  await page.click("a:has-text('下载密文')");
  const file = await (await download).createReadStream();
  let text = "";
  for await (const piece of file) text += String(piece);
  expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
});

test("a key pair is made in the browser: the private half becomes a file, the public half the field", async () => {
  const page = await asSupervisor("/staff/keys");
  const download = page.waitForEvent("download");
  await page.click("button:has-text('在浏览器里生成')");
  const file = await (await download).createReadStream();
  let text = "";
  for await (const piece of file) text += String(piece);
  const recipient = await page.inputValue("#recipient");
  expect(recipient).toMatch(/^age1[02-9ac-hj-np-z]{58}$/);
  expect(text).toContain(`# public key: ${recipient}\nAGE-SECRET-KEY-1`);
  await expectAccessible(page);
});
