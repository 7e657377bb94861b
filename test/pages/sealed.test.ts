import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startPagesSite } from "./test-site.ts";
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

/** A site of two supervisors' own keys, to which a third comes later. */
async function siteWithKeys() {
  const own = await startPagesSite();
  const holders = ["supervisor@demo.invalid", "second@example.cn", "late@example.cn"];
  const identities = await Promise.all(holders.map(() => generateX25519Identity()));
  const enter = async (at: number) => {
    if (at > 0)
      await own.db
        .prepare(
          `INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at) VALUES (?, 'x', '["supervisor"]', '[]', 1, '2026', '2026')`,
        )
        .bind(holders[at])
        .run();
    await own.db
      .prepare("INSERT INTO supervisor_keys (recipient, holder, added_at) VALUES (?, ?, ?)")
      .bind(await identityToRecipient(identities[at] ?? ""), holders[at], `202${at}`)
      .run();
  };
  return { own, identities, enter };
}

async function unseal(page: Page, identity = "") {
  await page.fill("#unseal-key", identity);
  await page.click("button:has-text('解开本页')");
}

test("who came later opens words and files after a colleague pressed one button, which sends no key of anybody", async () => {
  const { own, identities, enter } = await siteWithKeys();
  try {
    const supervisor = await openPage(`${own.origin}/staff/feedback?kind=denunciation`, { width: 320 });
    await supervisor.click("button[value=supervisor]");
    await supervisor.waitForURL(/kind=denunciation/);
    await enter(0);
    await enter(1);
    const citizen = await openPage(`${own.origin}/feedback/new`, { javaScript: false });
    await citizen.check("input[name=kind][value=denunciation]");
    await citizen.fill("textarea[name=text]", WORDS);
    const buffer = await citizen.screenshot({ clip: { x: 0, y: 0, width: 20, height: 10 } });
    await citizen.setInputFiles("#attachments", { name: "a.png", mimeType: "image/png", buffer });
    await citizen.click("form[action='/feedback/new'] button[type=submit]");
    await citizen.waitForSelector(".code");
    await enter(2);
    await supervisor.reload();
    const address = `${own.origin}${await newest(supervisor)}`;

    await supervisor.goto(address);
    await unseal(supervisor, identities[2]);
    await supervisor.waitForSelector("text=有的内容这把私钥打不开");
    await supervisor.goto(address);
    await unseal(supervisor, identities[0]);
    await expectAccessible(supervisor);
    const sent: string[] = [];
    supervisor.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
    await supervisor.click("button:has-text('加密并转交')");
    await supervisor.waitForSelector("text=转交的副本");
    expect(sent.join()).not.toMatch(/AGE-SECRET-KEY|文件密钥|有人把账/);

    await unseal(supervisor, identities[2]);
    await supervisor.waitForSelector("text=已用转交的副本解开");
    expect(await supervisor.locator("main").innerText()).toContain(WORDS);
    await supervisor.click("button:has-text('解开并保存')");
    const canvas = supervisor.locator("canvas");
    await canvas.waitFor();
    expect(await canvas.evaluate((drawn: HTMLCanvasElement) => [drawn.width, drawn.height])).toEqual([20, 10]);
    await expectNoSidewaysScroll(supervisor);
    await expectAccessible(supervisor);
  } finally {
    await own.close();
  }
});
