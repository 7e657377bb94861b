import { createMiddleware } from "hono/factory";
import type { Ctx } from "../ctx.ts";
import { log } from "../log.ts";
import type { Handlers } from "./deliver.ts";
import { sendHints } from "./hint.ts";
import { sweepOutbox } from "./sweep.ts";
import type { AppEnv } from "../http/app-env.ts";
import { mayWrite } from "../http/api/may-write.ts";

/**
 * After a write, sends what waits at once instead of at the next trigger, which stays the guarantee. `handlersOf`: null
 * if nobody waits for it. `tell`: who else hears of the write, or null.
 */
export const outboxHint = (
  handlersOf: (env: Env, ctx: Ctx) => Handlers | null,
  tell: (ctx: Ctx, began: Date) => Promise<unknown> | null,
) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const ctx = c.get("ctx");
    const began = ctx.now();
    await next();
    if (!mayWrite(c.req) || c.res.status >= 400) return;
    const hint = (work: Promise<unknown>) =>
      c.executionCtx.waitUntil(work.catch((error: Error) => log("outbox.hint_failed", { error: error.name })));
    if (ctx.queue && ctx.index) hint(sendHints(ctx, began));
    const handlers = handlersOf(c.env, ctx);
    if (handlers) hint(sweepOutbox(ctx, handlers));
    const told = tell(ctx, began);
    if (told) hint(told);
  });
