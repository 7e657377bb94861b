import { expect, test } from "vitest";
import { docxFile, p } from "../../src/ingest/fixtures/docx-file.ts";
import { openPage } from "./browser.ts";
import { expectGoodEverywhere, expectValid } from "./every-page.ts";

async function signIn(role: string, options: Parameters<typeof openPage>[1] = {}) {
  const page = await openPage("/staff", options);
  await page.click(`button[value=${role}]`);
  return page;
}

const PAGES: Record<string, string[]> = {
  admin: [
    "/staff",
    "/staff/people",
    "/staff/audit",
    "/staff/settings",
    "/staff/outbox",
    "/staff/system",
    "/staff/tokens",
    "/staff/calendar",
  ],
  publisher: ["/staff", "/staff/publish", "/staff/reports", "/staff/reports/donghu", "/staff/promises", "/staff/press"],
  supervisor: ["/staff", "/staff/feedback", "/staff/feedback?all=1", "/staff/keys"],
};

test.each(Object.entries(PAGES))(
  "the console's pages for %s are valid and accessible in either theme, and never too wide",
  async (role, paths) => {
    const page = await signIn(role);
    for (const path of paths) {
      const answer = await page.goto(path);
      await expectValid((await answer?.text()) ?? "");
      await expectGoodEverywhere(page);
    }
  },
);

test("what a citizen attached is looked at in the console, a picture as a picture and a document as its text, without its author's name", async () => {
  const about = `附件${crypto.randomUUID().slice(0, 8)}里的照片和文字`;
  const citizen = await openPage("/feedback/new", { javaScript: false });
  await citizen.selectOption("select[name=bureau]", { index: 1 });
  await citizen.check("input[name=kind][value=question]");
  await citizen.fill("textarea[name=text]", `${about}，请看一看是不是这样。`);
  const photograph = await citizen.screenshot({ clip: { x: 0, y: 0, width: 640, height: 400 } });
  const words = p(`第一段证据，${"写得很长，".repeat(40)}`) + p("第二段");
  await citizen.setInputFiles("#attachments", [
    { name: "赵某拍的.png", mimeType: "image/png", buffer: photograph },
    { name: "赵某写的.docx", mimeType: "application/octet-stream", buffer: Buffer.from(docxFile(words)) },
  ]);
  await citizen.click("form[action='/feedback/new'] button[type=submit]");
  await citizen.waitForSelector(".code");
  const page = await signIn("officer");
  await page.goto("/staff/feedback");
  await page.click(`a:has-text("${about}")`);
  expect(await page.locator("main").innerText()).not.toContain("赵某");
  const place = page.url();
  await page.focus("a:has-text('看图片')");
  await page.keyboard.press("Enter");
  await page.waitForURL(/attachments\/1\/view/);
  const drawn = await page.locator("img.attached").evaluate((picture: HTMLImageElement) => picture.naturalWidth);
  expect(drawn).toBe(640);
  for (const path of [1, 2].map((at) => `${place}/attachments/${at}/view`)) {
    const answer = await page.goto(path);
    await expectValid((await answer?.text()) ?? "");
    await expectGoodEverywhere(page);
  }
  expect(await page.locator("main").innerText()).toContain("第二段");
});

test("an admin registers an officer by keyboard alone, without any script, and finds it in the audit", async () => {
  const page = await signIn("admin", { javaScript: false });
  await page.goto("/staff/people");
  await page.focus("#email-new");
  await page.keyboard.type("officer.li@example.com");
  await page.keyboard.press("Tab");
  await page.keyboard.type("李经办");
  await page.focus("input[name=roles][value=officer] >> nth=-1");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".errors");
  expect(await page.locator(".errors a").allTextContents()).toEqual(["经办人要负责至少一个单位。"]);
  expect(await page.inputValue("#name-new")).toBe("李经办");
  await page.check("fieldset#bureaus-new input[value='*']");
  await page.click("form[action='/staff/people'] button");
  expect(await page.locator("[role=status]").textContent()).toBe("已登记。");
  await page.goto("/staff/audit?subject=officer.li%40example.com");
  expect(await page.locator("tbody tr").count()).toBe(1);
});

test("signing out leads to signing in, and going back shows nothing", async () => {
  const page = await signIn("officer");
  await page.goto("/staff/feedback");
  await page.click("text=退出登录");
  await page.waitForURL(/sign-in/);
  await page.goBack();
  await page.waitForURL(/sign-in/);
});
