import { describe, expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { describePages } from "./every-page.ts";

const REPORT = "/reports/donghu/2023";

describePages({
  "the public log": "/ledger",
  "an entry": "/ledger/entries/0",
  "an entry that is not there": "/ledger/entries/9999",
  "a report's figures": `${REPORT}/figures`,
  "figures with something to check": `${REPORT}/r1/figures`,
});

describe("without any script", () => {
  test("a reader gets from a report to its entry, its proof and the key that checks it", async () => {
    const page = await openPage(REPORT, { javaScript: false });
    await page.getByText("版本与核验", { exact: true }).first().click();
    const proof = page.getByRole("link", { name: "下载存证证明" }).first();
    const href = await proof.getAttribute("href");
    expect(href).toMatch(/\/reports\/donghu\/2023\/r2\/proof$/);
    const file = await page.request.get(href ?? "");
    expect(await file.text()).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
    await page
      .getByRole("link", { name: /第\d+条$/ })
      .first()
      .click();
    await page.getByRole("navigation", { name: "公示日志" }).getByRole("link").click();
    const key = await page.getByLabel("公钥").first().inputValue();
    expect(key).toMatch(/^localhost\/ledger\+[0-9a-f]{8}\+/);
    expect(await (await page.request.get("/ledger/key")).text()).toContain(key);
  });

  test("a figure leads to the paragraph that states it, and a doubt to both", async () => {
    const page = await openPage(`${REPORT}/r1/figures`, { javaScript: false });
    const note = page.locator(".note").first();
    expect(await note.innerText()).toContain("241 ÷ 312 = 77.24%");
    // Both places, and the form that quotes them.
    expect(await note.getByRole("link").count()).toBe(3);
    await note.getByRole("link").first().click();
    expect(page.url()).toContain(`${REPORT}/r1/volunteering#p-`);
    expect(await page.locator(".para:target p").first().innerText()).toContain("79.5%");
  });
});
