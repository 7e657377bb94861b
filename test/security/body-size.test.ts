import { createExecutionContext, env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { makeToken } from "../factories.ts";
import { call, signInAs } from "../support/console.ts";
import { openArchive, ORIGIN } from "../support/site.ts";

/** The platform itself takes no more than 100 MB. */
const MORE_THAN_ANY = 99_000_000;
/** These read no body at all. */
const READS_NONE = new Set(["/staff/sign-out"]);

beforeAll(openArchive);

const writes = [
  ...new Set(
    createApp()
      .routes.filter(({ method }) => !["ALL", "GET"].includes(method))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const addressOf = (path: string) =>
  path
    .replaceAll(/:(?:id|attachment)(?:\{.*?\}\})?/g, "1")
    .replaceAll(/:year(?:\{\[0-9\]\{4\}\})?/g, "2023")
    .replaceAll(/:bureau(?:\{.*?\}\})?/g, "donghu")
    .replaceAll(":table", "reports")
    .replaceAll(":action", "accept");

test("every address that takes a body refuses one that says it is larger than any may be, with 413", async () => {
  expect(writes.length).toBeGreaterThan(35);
  const token = await makeToken({ role: "admin" });
  const cookie = await signInAs("admin");
  const taken: string[] = [];
  for (const write of writes) {
    const [method = "", path = ""] = write.split(" ");
    if (READS_NONE.has(path)) continue;
    const headers = { "Content-Type": "application/json", "Content-Length": String(MORE_THAN_ANY) };
    const who = path.startsWith("/api/") ? { Authorization: `Bearer ${token}` } : {};
    const asked = { method, body: "{}", headers: { ...headers, ...who } };
    const { status } = await call(addressOf(path), { ...asked, cookie: path.startsWith("/staff") ? cookie : null });
    if (status !== 413) taken.push(`${write}: ${status}`);
  }
  expect(taken).toEqual([]);
});

test("a body without a length is not read beyond the limit", async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 65_536;
      if (sent > 20_000_000) controller.close();
      else controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body, duplex: "half" };
  const answer = await createApp().request(`${ORIGIN}/api/v1/feedback`, init, env, createExecutionContext());
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ status: 413, title: "内容过大" });
  expect(sent).toBeLessThan(2_000_000);
});
