import { get, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";

export interface LoadResult {
  answers: number;
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

/**
 * `clients` connections that each ask again as soon as they are answered, for `seconds`; bare sockets, so that the asking process
 * is not measured. Answers must have a Content-Length or no body. Throws on an unexpected status.
 */
export async function measureLoad(
  url: string,
  headers: Record<string, string>,
  status: number,
  seconds: number,
  clients = 16,
): Promise<LoadResult> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map((pair) => `${pair.join(": ")}\r\n`);
  const question = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
  const times: number[] = [];
  const began = performance.now();
  const client = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname).setNoDelay(true);
      const isWhole = answersOf(`HTTP/1.1 ${status} `);
      let asked = 0;
      const ask = () => {
        asked = performance.now();
        socket.write(question);
      };
      socket.on("connect", ask).on("error", reject);
      socket.on("close", () => reject(new Error(`${url} closed the connection or did not answer ${status}`)));
      socket.on("data", (data) => {
        const whole = isWhole(data);
        if (whole === null) socket.destroy();
        if (!whole) return;
        times.push(performance.now() - asked);
        if (performance.now() - began < seconds * 1000) return ask();
        resolve();
        socket.destroy();
      });
    });
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  return {
    answers: times.length,
    rate: times.length / took,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

/** Whether an answer is whole with the chunk that came; null if it does not begin as expected. */
function answersOf(beginning: string) {
  let head: Buffer = Buffer.alloc(0);
  let left = 0;
  return (chunk: Buffer): boolean | null => {
    if (left > 0) return (left -= chunk.length) <= 0;
    head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const text = head.toString("latin1", 0, end);
    const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
    left = end + 4 + length - head.length;
    head = Buffer.alloc(0);
    return text.startsWith(beginning) ? left <= 0 : null;
  };
}

export function request(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: number }>((resolve, reject) => {
    const asked = get(url, { headers }, (answer) => {
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
