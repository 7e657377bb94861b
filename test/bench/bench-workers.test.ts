import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import pagesWorker from "./pages-worker.ts";
import searchWorker from "./search-worker.ts";

// `npm run bench` and `npm run relevance` run for minutes. Here their Workers answer once what those commands ask.

type Answering = Pick<typeof searchWorker, "fetch"> | Pick<typeof pagesWorker, "fetch">;

async function ask(worker: Answering, path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(`https://bench.test${path}`, init) as Parameters<typeof searchWorker.fetch>[0];
  const response = await worker.fetch(request, env, context);
  await waitOnExecutionContext(context);
  expect(response.status, path).toBe(200);
  return response;
}

const post = async (path: string, body: unknown): Promise<unknown> =>
  (await ask(searchWorker, path, { method: "POST", body: JSON.stringify(body) })).json();

const heading = "志愿服务";
const positive = expect.toSatisfy((times: number) => times > 0);
const hits = [{ bureau: "b0", year: 1991, section: "s0" }];

test("the Worker of bench search and of relevance publishes, finds, and says what it cost", async () => {
  const sections = [{ heading, text: "全年组织志愿服务四十八次。" }];
  expect(await post("/publish", [{ bureau: "b0", year: 1991, sections }])).toEqual({ published: 1 });
  expect(await post("/search", { query: heading })).toMatchObject({
    result: { total: 1, hits },
    ms: expect.any(Number),
    rowsRead: positive,
    journeys: positive,
  });
  expect(await post("/cpu", { query: heading, times: 2 })).toEqual({ times: 2 });
  expect(await post("/fuzz", ["“", "年:"])).toEqual({ failed: [] });
  expect(await post("/one-row", {})).toEqual({ ms: expect.any(Number) });
  expect(await post("/tidy", {})).toEqual({ done: true });
});

test("the Worker of the benches of pages answers with what a page cost", async () => {
  const headers = { "X-Bench-Cost": "1", "X-Bench-Visit": "1" };
  const cost: unknown = JSON.parse((await ask(pagesWorker, "/bureaus", { headers })).headers.get("x-bench-cost") ?? "");
  expect(cost).toMatchObject({
    queries: positive,
    rows: positive,
    journeys: positive,
    written: 0,
    ms: expect.any(Number),
  });
});
