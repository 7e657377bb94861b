import { createApp } from "./app.ts";
import { runQueue } from "./queue.ts";
import { answerAtOnce } from "./http/page-cache/front.ts";
import { runScheduled } from "./cron.ts";

export { VisitorCounters } from "./visitor-counters.ts";

const app = createApp();

export default {
  fetch: (request, env, ctx) => answerAtOnce(request) ?? app.fetch(request, env, ctx),
  scheduled: (_event, env, ctx) => ctx.waitUntil(runScheduled(env)),
  queue: (batch, env) => runQueue(batch.messages, env),
} satisfies ExportedHandler<Env>;
