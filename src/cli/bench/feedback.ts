import { HELLO, startDirectSite } from "./direct-site.ts";
import { measureLoad, percentile } from "./load.ts";
import { startMeteredSite } from "./metered-site.ts";
import { type BenchRow, roundedTo } from "./table.ts";

const ROUNDS = 15;
const A_ROUND = 20;
const AT_ONCE = 4;

/** One remark on a paragraph of a demonstration report, `n` times different. */
export const remark = (n: number): RequestInit => ({
  method: "POST",
  headers: {
    "content-type": "application/json",
    "idempotency-key": `bench-remark-number-${n}`,
    "cf-connecting-ip": `198.51.${n >> 8}.${n & 255}`,
  },
  body: JSON.stringify({
    kind: "suggestion",
    text: `第${n}条试验意见：建议公布更多数据。`,
    bureau: "donghu",
    year: 2023,
    section: "volunteering",
  }),
});

/** Remarks taken in a second, as a share of a hello-world route of the same Worker, and what one costs. */
export async function benchFeedback(): Promise<BenchRow[]> {
  const metered = await startMeteredSite();
  await metered.cost("/api/v1/feedback", remark(0));
  const cost = await metered.cost("/api/v1/feedback", remark(1));
  await metered.close();
  const site = await startDirectSite({ ENVIRONMENT: "production" });
  try {
    await measureLoad(site.origin + HELLO, {}, 200, 1, AT_ONCE);
    const times: number[] = [];
    const rates: number[] = [];
    const hellos: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      hellos.push((await measureLoad(site.origin + HELLO, {}, 200, 0.5, AT_ONCE)).rate);
      rates.push(await submitRound(site.origin, round * A_ROUND, times));
    }
    return [
      {
        "remarks sent": times.length,
        "at once": AT_ONCE,
        "remarks/s": roundedTo(percentile(rates, 0.5)),
        "hello/s": roundedTo(percentile(hellos, 0.5)),
        "remark ÷ hello": roundedTo(percentile(rates, 0.5) / percentile(hellos, 0.5), 3),
        "ms p50": roundedTo(percentile(times, 0.5), 1),
        "ms p95": roundedTo(percentile(times, 0.95), 1),
        queries: cost.queries,
        "rows read": cost.rows,
        "rows written": cost.written,
      },
    ];
  } finally {
    await site.close();
  }
}

/** @returns remarks a second */
async function submitRound(origin: string, first: number, times: number[]): Promise<number> {
  let next = 0;
  const began = performance.now();
  const client = async () => {
    while (next < A_ROUND) {
      const n = first + next++;
      const asked = performance.now();
      const answer = await fetch(`${origin}/api/v1/feedback`, remark(n));
      if (answer.status !== 201) throw new Error(`a remark was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return A_ROUND / ((performance.now() - began) / 1000);
}
