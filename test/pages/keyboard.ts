import type { Page } from "playwright-core";
import { expect } from "vitest";

const MOST_STEPS = 400;

/** Presses Tab until what matches `selector` has the focus; it must be seen there, with a ring around it. */
export async function tabTo(page: Page, selector: string, key: "Tab" | "Shift+Tab" = "Tab") {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const focus = await page.evaluate((wanted) => {
      const at = document.activeElement;
      if (!at?.matches(wanted)) return null;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const inWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { inWindow, ring: style.outlineStyle !== "none" || style.boxShadow !== "none" };
    }, selector);
    if (focus) return expect(focus, `focus on ${selector}, ${page.url()}`).toEqual({ inWindow: true, ring: true });
  }
  throw new Error(`no way by Tab to ${selector} on ${page.url()}`);
}

/** Goes to a link or a button by Tab and presses Enter; waits for the page that follows. */
export async function follow(page: Page, selector: string) {
  await tabTo(page, selector);
  await Promise.all([page.waitForLoadState("load"), page.waitForNavigation(), page.keyboard.press("Enter")]);
}

/** Goes to a field by Tab and types over its content. */
export async function typeInto(page: Page, selector: string, text: string) {
  await tabTo(page, selector);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

/** Opens a summary, if it is not open yet. */
export async function unfold(page: Page, form: string) {
  const folded = `details:has(${form}) > summary`;
  if (await page.locator(`details:not([open]):has(${form})`).count()) {
    await tabTo(page, folded);
    await page.keyboard.press("Enter");
  }
}
