import { Agent, get, type IncomingHttpHeaders } from "node:http";

export interface LoadResult {
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

/** `clients` connections that each ask again as soon as they are answered, for `seconds`. Throws on an unexpected status. */
export async function load(
  url: string,
  headers: Record<string, string>,
  status: number,
  seconds: number,
  clients = 16,
) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < seconds * 1000) {
      const asked = performance.now();
      const answer = await request(url, headers, agent);
      if (answer.status !== status) throw new Error(`${url} answered ${answer.status} instead of ${status}`);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  return { rate: times.length / took, p50: percentile(times, 0.5), p95: percentile(times, 0.95) } satisfies LoadResult;
}

export function request(url: string, headers: Record<string, string> = {}, agent?: Agent) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: number }>((resolve, reject) => {
    const asked = get(url, { headers, ...(agent ? { agent } : {}) }, (answer) => {
      let bytes = 0;
      answer.on("data", (data: Buffer) => (bytes += data.length));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes }));
    });
    asked.on("error", reject);
  });
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
