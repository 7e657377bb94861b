import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureLoad } from "./load.ts";

let origin: string;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === "/unchanged") return response.writeHead(304).end();
  if (request.url !== "/page") return response.writeHead(404, { "content-length": 0 }).end();
  response.writeHead(200, { "content-length": 200_000 });
  response.write(Buffer.alloc(1000));
  return setTimeout(() => response.end(Buffer.alloc(199_000)), 5);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test.each([
  ["/page", 200],
  ["/unchanged", 304],
])("%s: every answer is counted once, when it is whole", async (path, status) => {
  asked = 0;
  const { answers, rate } = await measureLoad(origin + path, {}, status, 0.1, 4);
  expect(answers).toBe(asked);
  expect(answers).toBeGreaterThanOrEqual(4);
  expect(rate).toBeLessThanOrEqual(answers / 0.1);
});

test("an answer of another status ends the measurement", async () => {
  await expect(measureLoad(`${origin}/nothing`, {}, 200, 0.1, 2)).rejects.toThrow("did not answer 200");
});
