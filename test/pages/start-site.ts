import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { startTestSite } from "../../src/cli/local/test-site.ts";
import { chromiumLaunch } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    token: string;
    browser: string;
  }
}

/** Once a run: the Worker with the demonstration reports, and one browser that every test file shares. */
export default async function startSite(project: TestProject) {
  const [site, server] = await Promise.all([
    startTestSite({ samples: true }),
    chromium.launchServer(await chromiumLaunch()),
  ]);
  project.provide("origin", site.origin);
  project.provide("token", site.token);
  project.provide("browser", server.wsEndpoint());
  return async () => {
    await Promise.all([site.close(), server.close()]);
  };
}
