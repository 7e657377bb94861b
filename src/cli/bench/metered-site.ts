import { startTestSite } from "../local/test-site.ts";

/** The queries and rows that a request costs D1. */
export interface RequestCost {
  queries: number;
  rows: number;
  written: number;
  /** The longest chain of questions to the database of which each waited for the one before. */
  journeys: number;
  /** From its arrival to the end of its answer. */
  ms: number;
}

interface Far {
  /** Before each answer of the database. */
  delayMs: number;
  /** A number for each request, so that none is answered from memory. */
  visit: number;
}

/** A Worker that says what each request cost, with the demonstration reports or empty. */
export async function startMeteredSite({ samples = true } = {}) {
  const site = await startTestSite({ main: "test/bench/pages-worker.ts", samples });
  const cost = async (path: string, init: RequestInit = {}, far?: Far): Promise<RequestCost> => {
    const away: Record<string, string> = far
      ? { "x-bench-delay": `${far.delayMs}`, "x-bench-visit": `${far.visit}` }
      : {};
    const headers = { ...(init.headers as Record<string, string> | undefined), ...away, "x-bench-cost": "1" };
    const answer = await fetch(site.origin + path, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(answer.headers.get("x-bench-cost") ?? "{}") as RequestCost;
  };
  return { ...site, cost };
}
