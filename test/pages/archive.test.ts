import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestSite } from "../../src/cli/local/test-site.ts";
import { FORMER_ANCHOR } from "../support/donghu.ts";
import { PAGES, startArchiveSite } from "./archive-site.ts";
import { openPage, type PageOptions } from "./browser.ts";
import { describePages } from "./every-page.ts";

let own: TestSite;
beforeAll(async () => {
  own = await startArchiveSite();
});
afterAll(() => own.close());

const open = (path: string, options?: PageOptions) => openPage(own.origin + path, options);
const fetchText = async (path: string) => (await fetch(own.origin + path)).text();

describePages(PAGES, () => own.origin);

const REPORT = "/reports/donghu/2023";

describe("reading a report", () => {
  test("a paragraph's mark lights it and unfolds its fixed address and citation, without any script", async () => {
    const page = await open(`${REPORT}/volunteering`, { javaScript: false });
    const paragraph = page.locator(".para").first();
    await expect.poll(() => paragraph.locator(".pin").isVisible()).toBe(false);
    await paragraph.getByRole("link", { name: /引用与分享/ }).click();
    expect(await paragraph.getByLabel("本段固定地址").inputValue()).toMatch(
      /\/reports\/donghu\/2023\/r2\/volunteering#p-[0-9a-f]+$/,
    );
    expect(await paragraph.getByLabel("引文（GB/T 7714—2025）").inputValue()).toContain(
      "志愿服务[R/OL]//示例市东湖电信局",
    );
    expect(await paragraph.evaluate((e) => getComputedStyle(e.querySelector("p")!).backgroundColor)).not.toBe(
      "rgba(0, 0, 0, 0)",
    );
  });

  test("the fixed address of a paragraph opens at it", async () => {
    const page = await open(`${REPORT}/volunteering`);
    const address = await page.locator(".pin input").first().inputValue();
    await page.goto(address);
    expect(await page.locator(".para:target p").first().innerText()).toContain("年末登记志愿者");
  });

  test("an anchor of an earlier revision lands on the same paragraph and unfolds it", async () => {
    for (const path of [REPORT, `${REPORT}/volunteering`, `${REPORT}/governance`]) {
      const page = await open(`${path}#p-${FORMER_ANCHOR}`);
      const paragraph = page.locator(".para", { hasText: "年末登记志愿者" });
      expect(await paragraph.locator(".pin").isVisible(), path).toBe(true);
      expect(await page.locator(".pin").filter({ visible: true }).count()).toBe(1);
    }
  });

  test("one press copies the citation, where there is a script", async () => {
    const page = await open(`${REPORT}/relief`);
    await page.locator("summary", { hasText: "引用与分享" }).click();
    await page.getByRole("button", { name: "复制：引文（GB/T 7714—2025）" }).first().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("[R/OL]//示例市东湖电信局");
  });

  test("the outline is open beside the text on a wide screen and folded above it on a phone", async () => {
    const wide = await open(REPORT);
    const [outline, record] = [wide.locator(".outline nav"), wide.locator(".record")];
    expect(await outline.isVisible()).toBe(true);
    expect((await outline.boundingBox())!.x).toBeLessThan((await record.boundingBox())!.x);
    const phone = await open(REPORT, { width: 320 });
    expect(await phone.locator(".outline nav").isVisible()).toBe(false);
    await phone.locator(".outline summary").click();
    await phone.getByRole("link", { name: "2、志愿服务" }).click();
    expect(phone.url()).toMatch(/#volunteering$/);
  });

  test("everything can be reached from the keyboard, the skip link first, and focus is seen", async () => {
    const page = await open(`${REPORT}/integrity`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文");
    const seen = new Set<string>();
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const e = document.activeElement as HTMLElement;
        if (e === document.body) return null;
        return { name: e.getAttribute("aria-label") ?? e.innerText, outline: getComputedStyle(e).outlineStyle };
      });
      if (!focused) break;
      if (focused.name) {
        seen.add(focused.name.trim());
        expect(focused.outline, focused.name).not.toBe("none");
      }
    }
    for (const name of ["长辈版", "单位", "引用与分享", "只看本节", "表2　客户投诉受理件数"])
      expect(seen).toContain(name);
    expect([...seen].some((name) => /^第\d+段/.test(name))).toBe(true);
  });

  test("prints as a document: its fixed address and hash, no controls", async () => {
    const page = await open(REPORT, { print: true, width: 794 });
    expect((await page.locator(".record").boundingBox())!.width).toBeGreaterThan(650);
    const wide = await open(REPORT, { print: true, width: 1280 });
    expect((await wide.locator(".record").boundingBox())!.width).toBeGreaterThan(900);
    const printed = await page.locator(".print").innerText();
    expect(printed).toContain(`${own.origin}/reports/donghu/2023/r2`);
    expect(printed).toContain("演示数据");
    expect(printed).toMatch(/SHA-256 (?:[0-9a-f]{8} ?){8}/);
    for (const hidden of [".mast", ".outline", ".bar", ".folded", ".after", ".tools", ".foot"]) {
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    }
  });

  test("长辈版 is a button on every page, has two sizes, keeps the theme, stays on and comes off, without any script", async () => {
    const page = await open(REPORT, { javaScript: false });
    const html = page.locator("html");
    const button = page.getByRole("button", { name: "长辈版" });
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await button.click();
    expect(page.url()).toBe(own.origin + REPORT);
    expect(await html.getAttribute("data-size")).toBe("large");
    await page.getByRole("button", { name: "特大字" }).click();
    await page.getByRole("button", { name: "深色" }).click();
    expect(await html.getAttribute("data-size")).toBe("larger");
    expect(await html.getAttribute("data-theme")).toBe("dark");
    expect(await page.getByRole("button", { name: "深色" }).getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "标准版" }).click();
    expect(await html.getAttribute("data-size")).toBeNull();
    expect(await html.evaluate((e) => getComputedStyle(e).colorScheme)).toBe("dark");
  });

  test("a withheld figure says so", async () => {
    const page = await open(`${REPORT}/profit`);
    expect(
      await page
        .locator(".withheld")
        .first()
        .evaluate((e) => getComputedStyle(e, "::after").content),
    ).toBe('"原文隐去"');
  });
});

test("no page holds anything inline that the policy would block, or says anything on the console", async () => {
  for (const path of Object.values(PAGES)) {
    const page = await open("/healthz");
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(own.origin + path);
    expect(
      said.filter((line) => !/status of 4\d\d/.test(line)),
      path,
    ).toEqual([]);
  }
});

test("every local link on every page leads somewhere", { timeout: 120_000 }, async () => {
  const links = new Set<string>();
  for (const path of Object.values(PAGES)) {
    for (const [, href] of (await fetchText(path)).matchAll(/(?:href|src)="(\/[^"#]*)/g))
      links.add(href!.replaceAll("&amp;", "&"));
  }
  expect(links.size).toBeGreaterThan(100);
  for (const link of links) {
    const { status } = await fetch(own.origin + link, { redirect: "manual" });
    expect([200, 303, link.includes("liuyin/2018") ? 410 : 200], link).toContain(status);
  }
});

describe("for other software", () => {
  test.each(["/feeds/all.atom", "/feeds/donghu.atom", "/sitemap.xml", "/favicon.svg"])(
    "%s is well-formed XML",
    async (path) => {
      const page = await open("/");
      const error = await page.evaluate(
        (xml) => {
          const parsed = new DOMParser().parseFromString(xml, "application/xml");
          return parsed.querySelector("parsererror")?.textContent ?? null;
        },
        await fetchText(path),
      );
      expect(error).toBeNull();
    },
  );

  test("the feed has what Atom requires, and every entry an id of its own that will not change", async () => {
    const page = await open("/");
    const feed = await page.evaluate(
      (xml) => {
        const parsed = new DOMParser().parseFromString(xml, "application/xml");
        const all = (name: string) => [...parsed.getElementsByTagName(name)].map((e) => e.textContent ?? "");
        const self = parsed.querySelector('link[rel="self"]')?.getAttribute("href");
        return { ids: all("id"), updated: all("updated"), authors: all("author"), titles: all("title"), self };
      },
      await fetchText("/feeds/all.atom"),
    );
    expect(feed.self).toBe(`${own.origin}/feeds/all.atom`);
    expect(new Set(feed.ids).size).toBe(feed.ids.length);
    expect(feed.ids).toContain(`${own.origin}/reports/donghu/2023/r1`);
    expect(feed.authors).toHaveLength(feed.ids.length);
    for (const at of feed.updated) expect(new Date(at).toISOString()).toBe(at);
  });

  test("the OpenAPI document is valid 3.1 and describes every reading address", async () => {
    const document = JSON.parse(await fetchText("/api/v1/openapi.json"));
    const result = await new Validator().validate(document);
    expect(result.errors).toBeUndefined();
    expect(document.openapi).toBe("3.1.0");
    for (const path of ["/bureaus", "/reports", "/reports/{bureau}/{year}/sections/{section}"]) {
      expect(document.paths[`/api/v1${path}`].get.responses["200"]).toBeTruthy();
    }
  });
});
