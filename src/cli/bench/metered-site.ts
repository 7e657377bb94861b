import { startTestSite } from "../local/test-site.ts";

/** What a request asks of D1. */
export interface RequestCost {
  queries: number;
  rows: number;
  written: number;
}

/** A Worker that says what each request cost, with the demonstration reports or empty. */
export async function startMeteredSite({ samples = true } = {}) {
  const site = await startTestSite({ main: "test/bench/pages-worker.ts", samples });
  const cost = async (path: string, init: RequestInit = {}): Promise<RequestCost> => {
    const headers = { ...(init.headers as Record<string, string> | undefined), "x-bench-cost": "1" };
    const answer = await fetch(site.origin + path, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(answer.headers.get("x-bench-cost") ?? "{}") as RequestCost;
  };
  return { ...site, cost };
}
