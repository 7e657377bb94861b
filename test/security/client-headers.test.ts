import { beforeAll, describe, expect, test } from "vitest";
import { LOOKUP } from "../../src/feedback/guard/admission.ts";
import { toReceipt } from "../../src/feedback/private/receipt.ts";
import { call, HOST } from "../support/console.ts";
import { openArchive } from "../support/site.ts";

beforeAll(openArchive);

const PRODUCTION = { ENVIRONMENT: "production", SITE_ORIGIN: "https://gongshi.test" } as const;
const SITE = "https://gongshi.test";

/** Headers by which proxies tell the sender of a request, each with an address of its own. */
const claims = (n: number) => {
  const address = `203.0.113.${n}`;
  return {
    "X-Forwarded-For": address,
    "X-Real-IP": address,
    "True-Client-IP": address,
    "X-Client-IP": address,
    "CF-Connecting-IPv6": `2001:db8:${n}::1`,
    "CF-Pseudo-IPv4": address,
    Forwarded: `for=${address}`,
  };
};

const guess = (headers: Record<string, string>, env: Record<string, string>) =>
  call("/api/v1/feedback/lookup", {
    method: "POST",
    host: SITE,
    env,
    body: JSON.stringify({ receipt: toReceipt(crypto.getRandomValues(new Uint8Array(18))) }),
    headers: { "Content-Type": "application/json", ...headers },
  });

async function statusesOf(headers: (n: number) => Record<string, string>, env: Record<string, string>) {
  const seen: number[] = [];
  for (let n = 1; n <= LOOKUP.limit + 1; n += 1) seen.push((await guess(headers(n), env)).status);
  return seen;
}

describe("who asks too often", () => {
  test("is the address that the platform gives, whatever else the request claims", async () => {
    const statuses = await statusesOf((n) => ({ "CF-Connecting-IP": "198.51.100.70", ...claims(n) }), PRODUCTION);
    expect(statuses.at(-2)).toBe(404);
    expect(statuses.at(-1)).toBe(429);
    const other = await guess({ "CF-Connecting-IP": "198.51.100.71", ...claims(1) }, PRODUCTION);
    expect(other.status).toBe(404);
    const limited = await guess({ "CF-Connecting-IP": "198.51.100.70" }, PRODUCTION);
    expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(limited.headers.get("RateLimit")).toContain("r=0");
  });

  test("tells nobody of others behind the same address, and keeps nobody's receipt from opening", async () => {
    const neighbours = { "CF-Connecting-IP": "198.51.100.80" };
    const send = (path: string, body: object) =>
      call(`/api/v1/feedback${path}`, {
        method: "POST",
        host: SITE,
        env: PRODUCTION,
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", ...neighbours },
      });
    const submitted = async (n: number) => {
      const answer = await send("", { kind: "question", text: `第${n}个人想问的一件事，请答复。` });
      expect(answer.status).toBe(201);
      const headers = [...answer.headers].filter(([name]) => !["x-request-id", "server-timing"].includes(name));
      return { headers, ...((await answer.json()) as { id: number; receipt: string }) };
    };
    const first = await submitted(1);
    await submitted(2);
    const last = await submitted(3);
    const withoutNumber = ({ headers, id }: typeof first) => JSON.stringify(headers).replaceAll(`${id}`, "N");
    expect(withoutNumber(last)).toBe(withoutNumber(first));
    await statusesOf(() => neighbours, PRODUCTION);
    expect((await guess(neighbours, PRODUCTION)).status).toBe(429);
    expect((await send("/lookup", { receipt: first.receipt })).status).toBe(200);
    for (const path of ["/feedback/status", "/feedback/deadline.ics", "/feedback/receipt.txt"]) {
      const form = { receipt: first.receipt };
      const answer = await call(path, { method: "POST", host: SITE, env: PRODUCTION, form, headers: neighbours });
      expect(answer.status, path).toBe(200);
    }
  });

  test("where no platform stands before the Worker, is one for all: even its own header counts for nothing", async () => {
    const statuses = await statusesOf((n) => ({ "CF-Connecting-IP": `198.51.100.${n}` }), {
      ENVIRONMENT: "development",
    });
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("who somebody is", () => {
  const names = [
    "Cf-Access-Authenticated-User-Email",
    "X-Forwarded-User",
    "X-Forwarded-Email",
    "Remote-User",
    "X-Remote-User",
  ];
  const claimed = Object.fromEntries([...names, "X-Auth-Request-Email"].map((name) => [name, "admin@gongshi.test"]));
  const env = { ...PRODUCTION, ADMIN_EMAILS: "admin@gongshi.test" };

  test.each([
    ["names", claimed],
    [
      "a made-up token",
      { ...claimed, "Cf-Access-Jwt-Assertion": "e30.e30.e30", Cookie: "CF_Authorization=e30.e30.e30" },
    ],
    ["a host of this machine", { ...claimed, Host: "localhost:8787", "X-Forwarded-Host": "localhost:8787" }],
  ])("is not what headers say: %s", async (_, headers) => {
    const page = await call("/staff", { host: SITE, env, headers: headers as Record<string, string> });
    expect(page.status).toBe(403);
    const health = await call("/healthz", { host: SITE, env, headers: headers as Record<string, string> });
    expect(Object.keys(await health.json<object>())).toEqual(["status"]);
  });
});

describe("which address was asked for", () => {
  const CLAIMED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Original-Host": "evil.example",
    "X-Original-URL": "/staff/people",
    "X-Rewrite-URL": "/staff/people",
    "X-HTTP-Method-Override": "DELETE",
    Forwarded: "host=evil.example;proto=http",
  };

  test.each(["/reports/donghu/2023", "/feeds/all.atom", "/sitemap.xml", "/api/v1/openapi.json"])(
    "%s is the same page with the same links, kept or not",
    async (path) => {
      const asked = async (headers: Record<string, string>, host = SITE) =>
        (await call(path, { host, env: PRODUCTION, headers })).text();
      const first = await asked(CLAIMED);
      expect(first).not.toContain("evil.example");
      expect(first).toContain(SITE);
      expect(await asked({})).toBe(first);
      expect(await asked({}, "https://evil.example")).not.toContain("evil.example");
    },
  );

  test("a method in a header is no method", async () => {
    const headers = { "X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST", "X-Method-Override": "POST" };
    expect((await call("/feedback/status", { host: HOST, headers })).status).toBe(200);
  });
});
