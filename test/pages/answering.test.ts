import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions, site } from "./browser.ts";

interface Passage {
  section: string;
  anchor: string;
  text: string;
}

/** A paragraph of the demonstration report, as its own address names it. */
async function somePassage(): Promise<Passage> {
  const section = "volunteering";
  const told = await (await fetch(`${site}/api/v1/reports/donghu/2023/sections/${section}`)).text();
  const anchor = /"anchor":"([^"]+)"/.exec(told)?.[1] ?? "";
  const text = /"text":"([^"]+)"/.exec(told)?.[1] ?? "";
  expect(anchor, told.slice(0, 500)).not.toBe("");
  return { section, anchor, text };
}

async function submit(passage: Passage, words: string, options: PageOptions) {
  const query = new URLSearchParams({
    bureau: "donghu",
    year: "2023",
    section: passage.section,
    anchor: passage.anchor,
  });
  const page = await openPage(`/feedback/new?${query.toString()}`, options);
  await page.check("input[name=kind][value=error]");
  await page.fill("textarea[name=text]", words);
  await page.fill("input[name=title]", "");
  await page.check("input[name=publish]");
  await page.click("form[action='/feedback/new'] button[type=submit]");
  await page.waitForSelector(".code");
  return (await page.locator(".code").innerText()).replace(/[^0-9A-Z]/g, "");
}

async function asStaff(role: string, options: PageOptions) {
  const page = await openPage("/staff/feedback", options);
  await page.click(`button[value=${role}]`);
  await page.waitForURL(/\/staff\/feedback/);
  return page;
}

/** Opens the form of an action if it is folded, fills it and sends it. */
async function act(page: Page, action: string, fields: Record<string, string> = {}) {
  const shown = action.startsWith("publish") ? `${action}/preview` : action;
  const form = page.locator(`form[action$='/${shown}']`);
  const details = page.locator(`details:has(form[action$='/${shown}'])`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").press("Enter");
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(value);
  await form.locator("button").press("Enter");
  if (shown !== action) {
    await page.waitForSelector("article.panel");
    for (const value of Object.values(fields).slice(0, 1)) expect(await page.innerText("article")).toContain(value);
    await page.locator(`form[action$='/${action}'] button.btn`).press("Enter");
  }
  await page.waitForSelector("[role=status]");
}

test.each([
  ["with scripts", { javaScript: true }],
  ["without any script, on a 320 px screen", { javaScript: false, width: 320 }],
] as const)(
  "an officer answers, a supervisor publishes, the author and the public see it: %s",
  async (name, options) => {
    const passage = await somePassage();
    const words = `我是王小明，这里的数字和下文对不上，请核对（${name}）。`;
    const shown = words.replace("王小明", "某某");
    const answer = `经核对，${name}所指的数字有误，将发布修订版更正。`;
    const receipt = await submit(passage, words, options);

    const officer = await asStaff("officer", options);
    await officer.click(`a:has-text("${words.slice(0, 12)}") >> nth=0`);
    await officer.waitForURL(/\/staff\/feedback\/\d+$/);
    const address = new URL(officer.url()).pathname;
    expect(await officer.locator("blockquote.quote").innerText()).toContain(passage.text.slice(0, 20));
    expect(await officer.locator(".passage .pinned").innerText()).toContain(passage.text.slice(0, 20));
    expect(await officer.locator("details[open] summary").allInnerTexts()).toEqual(["受理"]);
    await act(officer, "accept");
    await act(officer, "draft", { text: answer });
    expect(await officer.locator("form[action$='/approve']").count()).toBe(0);
    if (options.javaScript) await expectAccessible(officer);

    const supervisor = await asStaff("supervisor", options);
    await supervisor.goto(address);
    await act(supervisor, "approve");
    await act(supervisor, "publish", { text: shown, reason: "隐去姓名" });
    await act(supervisor, "publish-reply");
    if (options.javaScript) await expectAccessible(supervisor);
    else await expectNoSidewaysScroll(supervisor);

    const author = await openPage("/feedback/status", options);
    await author.fill("[name=receipt]", receipt);
    await author.click("form[action='/feedback/status'] button");
    await author.waitForSelector(`text=${answer}`);
    expect(author.url()).not.toContain(receipt);

    const id = address.split("/").at(-1);
    const reader = await openPage("/feedback", options);
    await reader.click(`a[href='/feedback/${id}'] >> nth=0`);
    const text = await reader.locator("main").innerText();
    expect(text).toContain(shown);
    expect(text).toContain(answer);
    expect(text).not.toContain("王小明");
  },
);
