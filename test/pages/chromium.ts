import { existsSync } from "node:fs";
import type { LaunchOptions } from "playwright-core";

const DEBIAN = "/usr/bin/chromium";
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** Debian's Chromium where there is one, else the one in @sparticuz/chromium. GONGSHI_CHROMIUM: `npm`, or a path. */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const wanted = process.env.GONGSHI_CHROMIUM;
  if (wanted && wanted !== "npm") return { executablePath: wanted, args: ["--no-sandbox", "--disable-gpu", ...QUIET] };
  if (!wanted && existsSync(DEBIAN))
    return { executablePath: DEBIAN, args: ["--no-sandbox", "--disable-gpu", ...QUIET] };
  return npmChromium();
}

async function npmChromium(): Promise<LaunchOptions> {
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  return { executablePath: await chromium.executablePath(), args: [...chromium.args, ...QUIET] };
}
