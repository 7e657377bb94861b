import { createApp } from "../../src/app.ts";
import { watchD1 } from "../limits.ts";

const app = createApp();

/** The Worker; a request that asks for it is told what its queries cost. */
export default {
  async fetch(request, env, ctx) {
    if (!request.headers.has("x-bench-cost")) return app.fetch(request, env, ctx);
    const watched = watchD1(env.DB);
    const response = await app.fetch(request, { ...env, DB: watched.db }, ctx);
    const answer = new Response(response.body, response);
    const cost = { queries: watched.queries(), rows: watched.rowsRead(), written: watched.rowsWritten() };
    answer.headers.set("x-bench-cost", JSON.stringify(cost));
    return answer;
  },
} satisfies ExportedHandler<Env>;
