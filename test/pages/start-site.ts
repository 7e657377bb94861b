import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { startPagesSite } from "./test-site.ts";
import { chromiumLaunch, oldChromiumLaunch } from "../../src/cli/local/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    token: string;
    browser: string;
    oldBrowser: string;
  }
}

/** Once a run: the Worker with the demonstration reports, and the browsers that every test file shares. */
export default async function startSite(project: TestProject) {
  const [site, server, oldServer] = await Promise.all([
    startPagesSite({ samples: true }),
    chromium.launchServer(await chromiumLaunch()),
    chromium.launchServer(await oldChromiumLaunch()),
  ]);
  project.provide("origin", site.origin);
  project.provide("token", site.token);
  project.provide("browser", server.wsEndpoint());
  project.provide("oldBrowser", oldServer.wsEndpoint());
  return async () => {
    await Promise.all([site.close(), server.close(), oldServer.close()]);
  };
}
