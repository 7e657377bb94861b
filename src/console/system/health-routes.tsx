import { type Context, Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { log } from "../../log.ts";
import { healthPath } from "../../paths.ts";
import { classOf } from "../../thrown.ts";
import { authenticate } from "../../staff/authenticate.ts";
import { type Health, readHealth } from "./system.ts";
import { identifyStaff } from "../../staff/identify.ts";

export const healthRoutes = new Hono<AppEnv>();

healthRoutes.get(healthPath(), async (c) => {
  c.header("Cache-Control", "no-store");
  try {
    const health = await readHealth(c.get("ctx"));
    const status = health.reasons.length === 0 ? "ok" : "degraded";
    return c.json((await isAdmin(c)) ? { status, ...health } : { status });
  } catch (error) {
    log("health.failed", { error: classOf(error) });
    return c.json({ status: "degraded" } satisfies { status: string } & Partial<Health>, 503);
  }
});

/** By the console's session or by a token; a token that is not good says no more than none. */
async function isAdmin(c: Context<AppEnv>): Promise<boolean> {
  const ctx = c.get("ctx");
  const bearer = await authenticate(ctx, c.req.header("authorization")).catch(() => null);
  const roles = bearer?.roles ?? (await identifyStaff(ctx, c.env, c.req.raw))?.roles ?? [];
  return roles.includes("admin");
}
