import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The folder of the project, with package.json. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url).href);
/** The folder of the local database and files; tests choose another one. */
export const STATE = process.env.GONGSHI_STATE ?? join(ROOT, ".wrangler/state");

export const inProject = (...parts: string[]) => join(ROOT, ...parts);

/** Switches that keep wrangler from asking the network anything and from writing outside the project. */
export const QUIET_WRANGLER = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  WRANGLER_REGISTRY_PATH: inProject(".wrangler/registry"),
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};
