import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Ctx } from "../ctx.ts";
import type { AppEnv } from "./app-env.ts";
import { DISPLAY_COOKIE, toDisplay } from "./display.ts";

export const requestContext = (compose: (env: Env) => Ctx) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const requestId = crypto.randomUUID();
    c.set("requestId", requestId);
    c.set("ctx", { ...compose(c.env), later: (work) => c.executionCtx.waitUntil(work) });
    c.set("origin", c.env.SITE_ORIGIN || new URL(c.req.url).origin);
    c.set("display", toDisplay(getCookie(c, DISPLAY_COOKIE)));
    await next();
    c.res.headers.set("X-Request-Id", requestId);
  });
