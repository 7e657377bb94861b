import { beforeAll, describe, expect, test } from "vitest";
import { env } from "cloudflare:test";
import { createApp } from "../../src/app.ts";
import { LOOKUP } from "../../src/feedback/guard/admission.ts";
import { toReceipt } from "../../src/feedback/private/receipt.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { ask, openArchive, ORIGIN } from "../support/site.ts";

beforeAll(openArchive);

const asset = async () => /\/assets\/gongshi\.[0-9a-f]{12}\.css/.exec(await (await ask("/")).text())![0];

describe("security headers", () => {
  const cases: [number, () => Promise<Response>][] = [
    [200, () => ask("/")],
    [200, async () => ask(await asset())],
    [200, () => ask("/api/v1/bureaus")],
    [201, () => sendFeedback({ kind: "praise", text: "窗口的工作人员很有耐心，谢谢。" })],
    [204, () => ask("/api/v1/bureaus", { method: "OPTIONS", headers: { "Access-Control-Request-Method": "GET" } })],
    [303, () => ask("/display?size=large&back=/")],
    [304, async () => ask("/", { headers: { "If-None-Match": (await ask("/")).headers.get("ETag")! } })],
    [308, () => ask("/bureaus/")],
    [400, () => ask("/api/v1/bureaus?nonsense=1")],
    [401, () => ask("/api/v1/backup")],
    [403, () => ask("/", { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } })],
    [404, () => ask("/nothing")],
    [405, () => ask("/bureaus", { method: "DELETE" })],
    [410, () => ask("/reports/liuyin/2018")],
    [413, () => sendFeedback({ kind: "praise", text: "字".repeat(100_000) })],
    [
      415,
      () => ask("/feedback/status", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } }),
    ],
    [422, () => sendFeedback({ kind: "praise", text: "短" })],
    [429, guessReceipts],
    [500, () => broken("/bureaus")],
    [503, () => broken("/bureaus", "D1_ERROR: database or disk is full: SQLITE_FULL")],
    [503, () => broken("/bureaus", "D1_ERROR: D1 DB is overloaded. Requests queued for too long.")],
  ];
  test.each(cases)("stand on %i", async (status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    const { headers } = answer;
    expect(headers.get("Content-Security-Policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    );
    expect(Number(/max-age=(\d+)/.exec(headers.get("Strict-Transport-Security")!)![1])).toBeGreaterThanOrEqual(
      31_536_000,
    );
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBeTruthy();
    expect(headers.get("Permissions-Policy")).toContain("camera=()");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(headers.get("Cross-Origin-Resource-Policy")).toMatch(/^(same|cross)-origin$/);
    expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    if (status === 429 || status === 503) expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

const post = (path: string, body: unknown) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const sendFeedback = (body: Record<string, string>) => post("/api/v1/feedback", body);

/** The answer to one wrong receipt more than anybody may try. */
async function guessReceipts() {
  const guess = () =>
    post("/api/v1/feedback/lookup", { receipt: toReceipt(crypto.getRandomValues(new Uint8Array(18))) });
  for (let n = 0; n < LOOKUP.limit; n += 1) await (await guess()).arrayBuffer();
  return guess();
}

/** The same app over a database that fails. */
function broken(path: string, message = "SELECT secret FROM nowhere") {
  forgetArchiveVersion();
  const fail = () => Promise.reject(new Error(message));
  const statement = { bind: () => statement, all: fail, run: fail, first: fail, raw: fail };
  const fails = { prepare: () => statement, batch: fail } as unknown as D1Database;
  return Promise.resolve(
    createApp().request(ORIGIN + path, {}, { ...env, DB: fails }, {
      waitUntil() {},
      passThroughOnException() {},
      props: {},
    } as unknown as ExecutionContext),
  );
}

test("an unexpected error says nothing of its cause, and gives a number to quote", async () => {
  const page = await broken("/bureaus");
  const html = await page.text();
  expect(page.status).toBe(500);
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  expect(html).not.toMatch(/SELECT|secret|Error:|\.ts/);
  expect(html).toContain(page.headers.get("X-Request-Id")!);
  const problem = await broken("/api/v1/bureaus");
  expect(problem.headers.get("Content-Type")).toContain("application/problem+json");
  expect(await problem.text()).not.toMatch(/SELECT|secret/);
});

describe("requests that another site made a browser send", () => {
  const send = (headers: Record<string, string>) => ask("/bureaus", { method: "POST", headers });
  test.each([
    ["cross-site", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["same-site but another host", { "Sec-Fetch-Site": "same-site" }, 403],
    ["an old browser, foreign Origin", { Origin: "https://evil.example" }, 403],
    ["an opaque Origin", { Origin: "null" }, 403],
    ["a cookie without either header", { Cookie: "session=1" }, 403],
    [
      "a bearer token beside a cookie",
      { Authorization: "Bearer x", Cookie: "a=1", "Sec-Fetch-Site": "cross-site" },
      403,
    ],
    ["this site", { "Sec-Fetch-Site": "same-origin" }, 405],
    ["an old browser on this site", { Origin: ORIGIN, Cookie: "a=1" }, 405],
    ["software with a bearer token", { Authorization: "Bearer x", Origin: "https://evil.example" }, 405],
    ["software without either header", {}, 405],
  ])("%s", async (_name, headers, status) => {
    expect((await send(headers as Record<string, string>)).status).toBe(status);
  });
});

describe("长辈版 and theme", () => {
  test("each is kept while the other changes, and a word that is neither is refused", async () => {
    const cookie = async (query: string, now = "") =>
      (await ask(`/display?${query}`, { headers: { Cookie: `display=${now}` } })).headers
        .get("Set-Cookie")
        ?.split(";")[0];
    expect(await cookie("theme=dark", "large")).toBe("display=large-dark");
    expect(await cookie("size=larger", "large-dark")).toBe("display=larger-dark");
    expect(await cookie("theme=auto", "larger-dark")).toBe("display=larger");
    expect(await cookie("size=normal", "nonsense")).toBe("display=normal");
    expect((await ask("/display?theme=blue")).status).toBe(422);
    const page = await (await ask("/bureaus", { headers: { Cookie: "display=larger-dark" } })).text();
    expect(page).toContain('<html lang="zh-CN" data-size="larger" data-theme="dark">');
  });

  test.each([
    ["/bureaus?page=1", "/bureaus?page=1"],
    ["//evil.example/x", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/..//evil.example", "/"],
    ["/a\r\nSet-Cookie: x=1", "/aSet-Cookie:%20x=1"],
  ])("returns to %j as %s", async (back, location) => {
    const answer = await ask(`/display?size=large&back=${encodeURIComponent(back)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(location);
    expect(answer.headers.get("Set-Cookie")).toMatch(/^display=large; .*HttpOnly; Secure; SameSite=Lax$/);
  });

  test("is refused for a size that is not one", async () => {
    expect((await ask("/display?size=huge")).status).toBe(422);
  });
});

test("style sheet and script have immutable addresses that name their content", async () => {
  const answer = await ask(await asset());
  expect(answer.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
  expect(answer.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  const etag = answer.headers.get("ETag")!;
  expect((await ask(await asset(), { headers: { "If-None-Match": etag } })).status).toBe(304);
});
