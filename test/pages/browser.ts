import AxeBuilder from "@axe-core/playwright";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, expect, inject } from "vitest";

/** Origin of the running site, without a closing slash. It holds the demonstration reports of samples/; `inject("token")` is its bearer token. */
export const site = inject("origin");

export interface PageOptions {
  /** CSS pixels, 1280 by default. */
  width?: number;
  height?: number;
  dark?: boolean;
  /** False: the page runs no script at all. */
  javaScript?: boolean;
  print?: boolean;
  /** True: in Chromium 109. */
  old?: boolean;
}

const browsers: Partial<Record<"browser" | "oldBrowser", Promise<Browser>>> = {};
const opened: Page[] = [];

/** Opens an address of the site (`/bureaus`) in a browser context of its own; it is closed after the test. */
export async function openPage(path: string, options: PageOptions = {}): Promise<Page> {
  const { width = 1280, height = 900, dark = false, javaScript = true, print = false } = options;
  const engine = options.old ? "oldBrowser" : "browser";
  const browser = await (browsers[engine] ??= chromium.connect(inject(engine)));
  const context = await browser.newContext({
    baseURL: site,
    locale: "zh-CN",
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: javaScript,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  opened.push(page);
  readWhenParsed(page);
  if (print) await page.emulateMedia({ media: "print" });
  await page.goto(path);
  return page;
}

/** Methods that answer at once, unlike `innerText`, which waits for its element. */
const AT_ONCE = ["count", "isVisible", "allInnerTexts", "evaluate"] as const;

/** A click ends when the next document begins: what answers at once would read a document of which half is not there yet. */
function readWhenParsed(page: Page) {
  const evaluate = page.evaluate.bind(page);
  page.evaluate = async (...args: unknown[]) => {
    await page.waitForLoadState("domcontentloaded");
    return (evaluate as (...args: unknown[]) => Promise<never>)(...args);
  };
  type Reads = Record<string, (this: Locator, ...args: unknown[]) => unknown>;
  const locators = Object.getPrototypeOf(page.locator("html")) as Reads & { waits?: boolean };
  if (locators.waits) return;
  Object.defineProperty(locators, "waits", { value: true });
  for (const name of AT_ONCE) {
    const read = locators[name] as Reads[string];
    locators[name] = async function (...args) {
      await this.page().waitForLoadState("domcontentloaded");
      return read.apply(this, args);
    };
  }
}

/**
 * axe with WCAG 2.2 AA and best practice; a violation prints its rule and the elements. Needs a page that runs scripts.
 * Its legacy mode looks at no frames, of which there are none, and opens no second page each time.
 */
export async function expectAccessible(page: Page) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: tags, resultTypes: ["violations"], preload: false })
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.html).slice(0, 5),
  }));
  expect(found, `axe 在 ${page.url()}`).toEqual([]);
}

/** The page is no wider than the window; what sticks out is named. */
export async function expectNoSidewaysScroll(page: Page) {
  const sideways = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
  });
  expect(sideways, `${page.url()} 横向滚动`).toEqual([]);
}

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

afterAll(async () => {
  for (const browser of Object.values(browsers)) await (await browser).close();
});
