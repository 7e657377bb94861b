import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import worker from "../../src/worker.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { SECURITY_HEADERS } from "../../src/http/security-headers.ts";
import { watchD1 } from "../limits.ts";
import { signInAs } from "../support/console.ts";
import { openArchive } from "../support/site.ts";

const HOST = "http://localhost:8787";
const KNOWN: Record<string, string> = {
  bureau: "donghu",
  year: "2023",
  section: "integrity",
  number: "1",
  revision: "1",
  index: "0",
  table: "reports",
};

let cookie = "";
beforeAll(async () => {
  await openArchive();
  cookie = await signInAs("admin");
});

const paths = [
  ...new Set(
    createApp()
      .routes.filter(({ method }) => method === "GET")
      .map(({ path }) => path),
  ),
];

/** An address of the route: of something that exists if a name is known, else of nothing. */
const fill = (path: string) =>
  path
    .replaceAll(/:(\w+)(?:\{((?:[^{}]|\{[^}]*\})*)\})?\??/g, (_, name: string) => KNOWN[name] ?? "1")
    .replaceAll("*", "x");

async function ask(path: string, init: RequestInit = {}, bindings: Env = env) {
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  const request = new Request(HOST + path, { ...init, headers: { Cookie: cookie }, redirect: "manual" });
  return worker.fetch(request as never, bindings, context);
}

/** What other people's pages may frame: this and nothing else. */
const isFramable = (path: string) => path.startsWith("/embed/");

function missingOn(path: string, { headers }: Response) {
  const own = isFramable(path) ? ["Content-Security-Policy", "X-Frame-Options"] : ["Content-Security-Policy"];
  const wanted = SECURITY_HEADERS.filter(([name]) => !own.includes(name));
  const isThere = (name: string, value: string) =>
    headers.get(name) === value || (name === "Referrer-Policy" && headers.get(name) === "no-referrer");
  const missing = wanted.filter(([name, value]) => !isThere(name, value)).map(([name]) => name);
  const policy = headers.get("Content-Security-Policy") ?? "";
  for (const directive of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
    if (!policy.includes(directive)) missing.push(directive);
  const ancestors = isFramable(path) ? "frame-ancestors * file:" : "frame-ancestors 'none'";
  if (!policy.endsWith(ancestors)) missing.push(ancestors);
  if (/unsafe-|data:|\*/.test(policy.replace(ancestors, ""))) missing.push("a strict policy");
  if (!/^[0-9a-f-]{36}$/.test(headers.get("X-Request-Id") ?? "")) missing.push("X-Request-Id");
  if (!headers.has("Cross-Origin-Resource-Policy")) missing.push("Cross-Origin-Resource-Policy");
  return missing;
}

test("every address that answers GET has every security header: pages, files, assets and errors, first and kept", async () => {
  expect(paths.length).toBeGreaterThan(80);
  const lacking: string[] = [];
  const statuses = new Map<number, number>();
  for (const path of paths.map(fill))
    for (const init of [{}, {}, { method: "HEAD" }]) {
      const answer = await ask(path, init);
      await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const missing = missingOn(path, answer);
      if (missing.length > 0) lacking.push(`${path} (${answer.status}): ${missing.join(", ")}`);
    }
  expect(lacking).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(150);
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
});

test("no address asks the database more than 40 times, or for more than production allows", async () => {
  const greedy: string[] = [];
  for (const path of paths.map(fill)) {
    forgetArchiveVersion();
    const { db, queries } = watchD1(env.DB);
    const answer = await ask(`${path}?page=1`, {}, { ...env, DB: db });
    await answer.arrayBuffer();
    if (queries() > 40 || answer.status >= 500) greedy.push(`${path}: ${queries()} queries, ${answer.status}`);
  }
  expect(greedy).toEqual([]);
});

test("no error of any address may be kept by a cache", async () => {
  for (const path of paths.map(fill)) {
    const answer = await ask(path);
    await answer.arrayBuffer();
    if (answer.status >= 400) expect(answer.headers.get("Cache-Control"), path).toBe("no-store");
  }
});
