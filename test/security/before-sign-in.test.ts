import { createExecutionContext, env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { call } from "../support/console.ts";
import { openArchive } from "../support/site.ts";
import { askOperation, type Operation, readOperations } from "./api.ts";

let operations: Operation[] = [];

beforeAll(async () => {
  await openArchive();
  operations = (await readOperations()).filter(({ needsToken }) => needsToken);
});

test("who brings no token learns nothing of what would be right: each operation answers 401, whatever is wrong besides", async () => {
  expect(operations.length).toBeGreaterThan(15);
  const wrong: string[] = [];
  for (const operation of operations)
    for (const asking of [
      { body: "{" },
      { body: '{"nonsense":1}' },
      { body: "{}", type: "text/plain" },
      { query: "page=nonsense&nonsense=1" },
      { body: `{"reason":"${"x".repeat(70_000)}"}` },
    ])
      for (const token of [null, "a-made-up-token-of-nobody-at-all"]) {
        const { status } = await askOperation(operation, { ...asking, token });
        if (status !== 401) wrong.push(`${operation.name} ${JSON.stringify(asking).slice(0, 40)}: ${status}`);
      }
  expect(wrong).toEqual([]);
});

test("an upload without a token is not even read", async () => {
  let read = 0;
  const body = new ReadableStream({
    pull(controller) {
      read += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const headers = { "Content-Type": "multipart/form-data; boundary=x" };
  const init = { method: "POST", headers, body, duplex: "half" };
  const answer = await createApp().request("http://localhost:8787/api/v1/reports", init, env, createExecutionContext());
  expect(answer.status).toBe(401);
  expect(read).toBeLessThan(5);
});

test("nobody signed in learns nothing in the console either: 401, or the page to sign in", async () => {
  const routes = createApp().routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/staff/"));
  const open = /^\/staff\/(?:sign-in|sign-out|oidc|callback)/;
  const wrong: string[] = [];
  for (const { method, path } of routes) {
    if (open.test(path)) continue;
    const address = path
      .replace(/:id\{.*?\}\}/, "1000000001")
      .replace(/:attachment\{.*?\}\}/, "1")
      .replace(/:bureau\{.*?\}\}/, "nonsense")
      .replace(/:year\{.*?\}\}/, "1999")
      .replace("/:step{preview}?", "/preview")
      .replaceAll(/:\w+(?:\{[^/]*\})?\??/g, "publish");
    for (const type of ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"]) {
      const asked = method === "GET" ? {} : { body: "{", headers: { "Content-Type": type } };
      const answer = await call(`${address}?page=nonsense&at=nonsense`, { method, cookie: null, ...asked });
      const isRight =
        method === "GET" ? (answer.headers.get("Location") ?? "").startsWith("/staff/sign-in") : answer.status === 401;
      if (!isRight) wrong.push(`${method} ${address}: ${answer.status}`);
    }
  }
  expect([...new Set(wrong)]).toEqual([]);
});
