import { expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { expectGoodEverywhere, expectValid } from "./every-page.ts";

async function signIn(role: string, options: Parameters<typeof openPage>[1] = {}) {
  const page = await openPage("/staff", options);
  await page.click(`button[value=${role}]`);
  return page;
}

const PAGES: Record<string, string[]> = {
  admin: ["/staff", "/staff/people", "/staff/audit", "/staff/settings", "/staff/outbox", "/staff/system"],
  publisher: ["/staff", "/staff/publish", "/staff/reports", "/staff/reports/donghu", "/staff/promises", "/staff/press"],
  supervisor: ["/staff", "/staff/feedback", "/staff/feedback?all=1"],
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
