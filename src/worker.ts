import { createApp } from "./app.ts";
import { runScheduled } from "./scheduled.ts";

export default {
  fetch: createApp().fetch,
  scheduled: (_event, env, ctx) => ctx.waitUntil(runScheduled(env)),
} satisfies ExportedHandler<Env>;
