import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPage, site } from "./browser.ts";
import { describePages } from "./every-page.ts";

const FIXED = 200;
let newsroom: Server;
let address = "";

/** A page of somebody else: a static file, served from another origin. */
beforeAll(async () => {
  const section = await (await fetch(`${site}/reports/donghu/2023/r1/volunteering.json`)).json();
  const { anchor } = (section as { section: { blocks: { anchor: string }[] } }).section.blocks[0]!;
  const file = await readFile(new URL("./fixtures/newsroom.html", import.meta.url), "utf8");
  const page = file.replaceAll("SITE", site).replaceAll("ANCHOR", anchor);
  newsroom = createServer((_, answer) => answer.setHeader("Content-Type", "text/html; charset=utf-8").end(page));
  await new Promise<void>((listening) => newsroom.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(newsroom.address() as AddressInfo).port}/`;
});
afterAll(() => newsroom.close());

describe.each([
  ["the current engine", false],
  ["Chromium 109", true],
])("a newsroom's page in %s", (_name, old) => {
  test("shows a corrected paragraph and a chart, each as tall as it is, and gets no cookie", async () => {
    const page = await openPage(address, { width: 800, old });
    const inside = (id: string) => page.frameLocator(`#${id}`);
    await inside("quoted").getByText("4,680小时").waitFor();
    expect(await inside("quoted").locator(".note").innerText()).toMatch(/这是第1版.*现有第2版.*这一段已经改动/s);
    expect(await inside("anchored").locator(".para:visible").count()).toBe(1);
    expect(await inside("anchored").locator(".para:visible").innerText()).toContain("4,680小时");
    await inside("chart").locator("svg .mark").first().waitFor();
    expect(await inside("broken").locator("h1").innerText()).toBe("没有找到");
    const height = (id: string) => page.locator(`#${id}`).evaluate((frame) => frame.getBoundingClientRect().height);
    await expect.poll(() => height("chart")).toBeGreaterThan(FIXED * 1.5);
    for (const id of ["quoted", "anchored", "chart"]) {
      const text = () =>
        inside(id)
          .locator("html")
          .evaluate((root) => root.getBoundingClientRect().height);
      await expect.poll(async () => Math.abs((await height(id)) - (await text()))).toBeLessThan(8);
    }
    expect(await page.context().cookies()).toEqual([]);
  });
});

test("without scripts the frames keep the height that the code gave them, and show the same", async () => {
  const page = await openPage(address, { width: 800, javaScript: false });
  await page.frameLocator("#quoted").getByText("4,680小时").waitFor();
  expect((await page.locator("#quoted").boundingBox())?.height).toBeLessThan(FIXED + 10);
  expect(await page.frameLocator("#anchored").locator(".para:visible").count()).toBe(1);
});

describePages({
  "an embedded section": "/embed/reports/donghu/2023/r1/volunteering",
  "an embedded chart": "/embed/indicators/volunteer-hours",
});
