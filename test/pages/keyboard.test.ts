import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { needsReportFiles, reportFile, withoutReportFiles } from "../../src/cli/local/report-files.ts";
import type { TestSite } from "../../src/cli/local/test-site.ts";
import { startPagesSite } from "./test-site.ts";
import { expectNoSidewaysScroll, openPage } from "./browser.ts";
import { follow, tabTo, typeInto, unfold } from "./keyboard.ts";

let site: TestSite;

beforeAll(async () => {
  if (withoutReportFiles) return;
  site = await startPagesSite();
  const form = new FormData();
  form.set("file", new File([readFileSync(reportFile("xiqu-2019.txt"))], "xiqu-2019.txt"));
  form.set("accept", "bureau-new");
  const headers = { authorization: `Bearer ${site.token}` };
  const published = await fetch(`${site.origin}/api/v1/reports`, { method: "POST", headers, body: form });
  expect(published.status).toBe(201);
});

afterAll(() => site?.close());

beforeEach(needsReportFiles);

const open = (path: string, javaScript: boolean) => openPage(`${site.origin}${path}`, { width: 320, javaScript });

async function signIn(role: string, javaScript: boolean) {
  const page = await open("/staff/feedback", javaScript);
  await follow(page, `button[value=${role}]`);
  return page;
}

async function act(page: Page, action: string, fields: Record<string, string> = {}) {
  const form = `form[action$='/${action}']`;
  await unfold(page, form);
  for (const [name, value] of Object.entries(fields)) await typeInto(page, `${form} [name=${name}]`, value);
  await follow(page, `${form} button`);
  await page.waitForSelector("[role=status]");
  await expectNoSidewaysScroll(page);
}

/** What the public will see is shown before it is published. */
async function publish(page: Page, action: string) {
  await unfold(page, `form[action$='/${action}/preview']`);
  await follow(page, `form[action$='/${action}/preview'] button`);
  await expectNoSidewaysScroll(page);
  await follow(page, `form[action$='/${action}'] button.btn`);
  await page.waitForSelector("[role=status]");
}

test.each([
  ["without any script", false],
  ["with scripts", true],
])("from a search to the public answer by keyboard alone, at 320 px, %s", async (how, javaScript) => {
  const citizen = await open("/", javaScript);
  await typeInto(citizen, "main input[name=q]", "55.71%");
  await Promise.all([citizen.waitForNavigation(), citizen.keyboard.press("Enter")]);
  await follow(citizen, "main .hits a, main ol a");
  expect(citizen.url()).toContain("#p-");
  await follow(citizen, ".para:target a[href*='/feedback/new']");
  expect(await citizen.locator("figure.quote blockquote").first().textContent()).toContain("55.71%");

  const words = `这里说同比下降 55.71%，后面第二段写的是 56.4%，两处对不上（${how}）。`;
  await tabTo(citizen, "input[name=kind]");
  await citizen.keyboard.press("Space");
  while (!(await citizen.isChecked("input[name=kind][value=error]"))) await citizen.keyboard.press("ArrowDown");
  await typeInto(citizen, "textarea[name=text]", words);
  await tabTo(citizen, "input[name=publish]");
  await citizen.keyboard.press("Space");
  await follow(citizen, "main form button[type=submit]");
  const receipt = (await citizen.locator(".code span").allTextContents()).join("-");
  expect(receipt).toMatch(/^(\w{4}-){6}\w{4}$/);

  const answer = `经核对，两处统计口径不同，将发布修订版写明（${how}）。`;
  const officer = await signIn("officer", javaScript);
  await follow(officer, "main a[href^='/staff/feedback/']");
  const address = new URL(officer.url()).pathname;
  await act(officer, "accept");
  await act(officer, "draft", { text: answer });
  const supervisor = await signIn("supervisor", javaScript);
  await supervisor.goto(`${site.origin}${address}`);
  await act(supervisor, "approve");
  for (const action of ["publish", "publish-reply"]) await publish(supervisor, action);

  await citizen.goto(`${site.origin}/feedback/status`);
  await typeInto(citizen, "[name=receipt]", receipt);
  await follow(citizen, "form[action='/feedback/status'] button");
  expect(await citizen.locator("main").textContent()).toContain(answer);

  const id = address.split("/").at(-1) ?? "";
  const reader = await open("/feedback", javaScript);
  await follow(reader, `a[href='/feedback/${id}']`);
  const shown = (await reader.locator("main").textContent()) ?? "";
  for (const text of [words, answer, "55.71%"]) expect(shown).toContain(text);
  await follow(reader, "figure.quote a, a[href^='/reports/xiqu/2019']");
  expect(await reader.locator("main").textContent()).toContain("监督意见");
});
