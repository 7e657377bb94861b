import { Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { startRebuild } from "../../search/indexing/rebuild.ts";
import { systemPath } from "../../console-paths.ts";
import { readSystem } from "./system.ts";
import { systemPage } from "./system-page.tsx";

export const systemRoutes = new Hono<AppEnv>();

systemRoutes.get(systemPath(), signedIn, async (c) =>
  systemPage(c, await readSystem(c.get("ctx")), c.req.query("done") === "started"),
);

systemRoutes.post(`${systemPath()}/rebuild`, signedIn, async (c) => {
  await sentForm(c, {});
  await startRebuild(c.get("ctx"));
  return c.redirect(`${systemPath()}?done=started`, 303);
});
