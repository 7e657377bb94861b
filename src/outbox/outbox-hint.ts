import { createMiddleware } from "hono/factory";
import { log } from "../log.ts";
import { sendHints } from "./hint.ts";
import { webhookOf } from "./settings.ts";
import { sweepOutbox } from "./sweep.ts";
import { createNotifier } from "./webhook.ts";
import type { AppEnv } from "../http/app-env.ts";
import { mayWrite } from "../http/may-write.ts";

/** After a write, sends what waits at once instead of at the next trigger, which stays the guarantee. */
export const outboxHint = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get("ctx");
  const began = ctx.now();
  await next();
  if (!mayWrite(c.req) || c.res.status >= 400) return;
  const hint = (work: Promise<unknown>) =>
    c.executionCtx.waitUntil(work.catch((error: Error) => log("outbox.hint_failed", { error: error.name })));
  if (ctx.queue && ctx.index) hint(sendHints(ctx, began));
  const webhook = webhookOf(c.env);
  if (webhook) hint(sweepOutbox(c.get("ctx"), { notify: createNotifier(webhook) }));
});
