import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { createContext } from "../../src/compose.ts";
import { readMissingIndicators } from "../../src/reports/publish/missing-figures.ts";
import { type Watched, watchD1 } from "../limits.ts";

export { VisitorCounters } from "../../src/visitor-counters.ts";

const app = createApp();
let watched: Watched | undefined;

/** The Worker; a request that asks for it is told what its queries cost, and may ask for a database that is far away. */
export default {
  async fetch(request, env, ctx) {
    if (request.headers.has("x-bench-refill"))
      return Response.json({ reports: await readMissingIndicators(createContext(env)) });
    if (!request.headers.has("x-bench-cost")) return app.fetch(request, env, ctx);
    const visit = request.headers.get("x-bench-visit");
    if (visit) forgetArchiveVersion();
    // One for all requests, as a binding is: what an isolate keeps of a database is kept by it.
    watched ??= watchD1(env.DB);
    watched.begin(Number(request.headers.get("x-bench-delay") ?? 0));
    const began = Date.now();
    const response = await app.fetch(visit ? visited(request, visit) : request, { ...env, DB: watched.db }, ctx);
    const body = await response.arrayBuffer();
    const cost = {
      queries: watched.queries(),
      rows: watched.rowsRead(),
      written: watched.rowsWritten(),
      journeys: watched.journeys(),
      ms: Date.now() - began,
    };
    const answer = new Response(body, response);
    answer.headers.set("x-bench-cost", JSON.stringify(cost));
    return answer;
  },
} satisfies ExportedHandler<Env>;

/** Under a name of its own no page is in memory, while the isolate is as warm as it was. */
function visited(request: Request, visit: string): Request {
  const url = new URL(request.url);
  url.hostname = `visit-${visit}.test`;
  return new Request(url, request);
}
