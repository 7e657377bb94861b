import type { Ctx } from "./ctx.ts";
import { createPostman } from "./follow/mail/deliver-mail.ts";
import { createChatter } from "./follow/news/chat.ts";
import { createPinger } from "./follow/news/websub.ts";
import type { Handlers } from "./outbox/deliver.ts";
import { webhookOf } from "./outbox/settings.ts";
import { createNotifier } from "./outbox/webhook.ts";

/** The handlers of the outbox's payloads, those of the index aside. */
export const deliveriesOf = (env: Env, ctx: Ctx): Handlers => ({
  notify: createNotifier(webhookOf(env)),
  mail: createPostman(ctx),
  websub: createPinger(ctx),
  chat: createChatter(ctx),
});

/** Whether somebody waits for what a write has put there. */
export const isPrompt = (env: Env, ctx: Ctx): boolean => webhookOf(env) !== null || ctx.mail !== undefined;
