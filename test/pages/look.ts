import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expectNoSidewaysScroll } from "./browser.ts";

/** A station of a journey: never too wide. With SCREENSHOTS=folder it is kept as a picture, to be looked at. */
export async function look(page: Page, name: string) {
  await expectNoSidewaysScroll(page);
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
