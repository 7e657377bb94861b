import { createApp } from "./app.ts";
import { runQueue } from "./consume.ts";
import { answerAtOnce } from "./http/front.ts";
import { runScheduled } from "./scheduled.ts";

const app = createApp();

export default {
  fetch: (request, env, ctx) => answerAtOnce(request) ?? app.fetch(request, env, ctx),
  scheduled: (_event, env, ctx) => ctx.waitUntil(runScheduled(env)),
  queue: (batch, env) => runQueue(batch.messages, env),
} satisfies ExportedHandler<Env>;
