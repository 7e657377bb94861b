import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { ACCESS_HEADER, identifyStaff } from "../../src/staff/identify.ts";
import { call, signInAs } from "../support/console.ts";

const PRODUCTION = { ENVIRONMENT: "production" };
const ACCESS = { ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com", ACCESS_AUD: "a".repeat(64), ...PRODUCTION };

test("on this machine the sign-in page offers the four demonstration people", async () => {
  const page = await call("/staff/sign-in");
  expect(page.status).toBe(200);
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  const html = await page.text();
  for (const role of ["admin", "publisher", "officer", "supervisor"]) expect(html).toContain(`value="${role}"`);
});

test("signing in sets a strict, script-proof cookie and leads to where one was going", async () => {
  const response = await call("/staff/sign-in", { form: { role: "officer", next: "/staff/feedback?page=2" } });
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe("/staff/feedback?page=2");
  const cookie = response.headers.get("Set-Cookie") ?? "";
  expect(cookie).toMatch(/^staff=/);
  expect(cookie).toMatch(/; Path=\//);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
});

test("over https the cookie is Secure and pinned to the host", async () => {
  const response = await call("/staff/sign-in", { host: "https://localhost:8787", form: { role: "officer" } });
  expect(response.headers.get("Set-Cookie")).toMatch(/^__Host-staff=[^;]+;.*Secure/);
});

test.each(["https://evil.example/", "//evil.example", "/staff/../..//evil.example", "/reports", "/staff@evil.example"])(
  "after signing in nobody is led to %j",
  async (next) => {
    const response = await call("/staff/sign-in", { form: { role: "officer", next } });
    expect(response.headers.get("Location")).toBe("/staff");
  },
);

const CLAIMS: Record<string, string> = {
  Host: "localhost:8787",
  "X-Forwarded-Host": "localhost",
  "X-Forwarded-For": "127.0.0.1",
  Forwarded: "for=127.0.0.1;host=localhost",
  "CF-Connecting-IP": "127.0.0.1",
  "X-Environment": "development",
  "X-Real-IP": "127.0.0.1",
};

test.each([
  ["https://gongshi.example", { ENVIRONMENT: "development" }],
  ["http://192.168.1.7:8787", { ENVIRONMENT: "development" }],
  ["http://localhost:8787", PRODUCTION],
  ["https://gongshi.example", PRODUCTION],
])("the sign-in page cannot be reached at %s with %j, whatever headers are sent", async (host, settings) => {
  const headerSets = [{}, CLAIMS, ...Object.entries(CLAIMS).map(([name, value]) => ({ [name]: value }))];
  for (const headers of headerSets) {
    const page = await call("/staff/sign-in", { host, env: settings, headers });
    expect(page.status).toBe(404);
    const sent = await call("/staff/sign-in", { host, env: settings, headers, form: { role: "admin" } });
    expect([403, 404]).toContain(sent.status);
    expect(sent.headers.get("Set-Cookie")).toBeNull();
  }
});

test("a cookie of local sign-in opens nothing in production", async () => {
  const cookie = await signInAs("admin");
  expect((await call("/staff/people", { cookie })).status).toBe(200);
  expect((await call("/staff/people", { cookie, env: PRODUCTION })).status).toBe(403);
  expect((await call("/staff/people", { cookie, host: "https://gongshi.example" })).status).toBe(403);
});

test("without a cookie the console leads to signing in and back", async () => {
  const response = await call("/staff/audit?actor=x");
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe(`/staff/sign-in?next=${encodeURIComponent("/staff/audit?actor=x")}`);
});

test("signing out ends the session even where the cookie was copied", async () => {
  const cookie = await signInAs("publisher");
  expect((await call("/staff", { cookie })).status).toBe(200);
  const out = await call("/staff/sign-out", { cookie, form: {} });
  expect(out.headers.get("Set-Cookie")).toMatch(/^staff=;/);
  expect((await call("/staff", { cookie })).status).toBe(303);
});

test("the signing key is made once, by the database", async () => {
  await Promise.all([signInAs("officer"), signInAs("supervisor"), signInAs("admin")]);
  const { results } = await env.DB.prepare("SELECT key FROM staff_keys").all<{ key: string }>();
  expect(results).toHaveLength(1);
  expect(results[0]?.key).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["Cf-Access-Authenticated-User-Email", "admin@demo.invalid"],
  ["X-Forwarded-Email", "admin@demo.invalid"],
  ["X-Forwarded-User", "admin@demo.invalid"],
  ["X-User", "admin@demo.invalid"],
  ["X-Role", "admin"],
  ["Remote-User", "admin@demo.invalid"],
  ["Authorization", "Basic YWRtaW5AZGVtby5pbnZhbGlkOg=="],
])("an identity that the client claims in %s is ignored", async (name, value) => {
  await signInAs("admin");
  const headers = { [name]: value };
  expect((await call("/staff/people", { headers })).status).toBe(303);
  expect((await call("/staff/people", { headers, env: ACCESS, host: "https://gongshi.example" })).status).toBe(403);
  const cookie = await signInAs("officer");
  expect((await call("/staff/people", { headers, cookie })).status).toBe(403);
});

test("without Access settings a token lets nobody in", async () => {
  for (const settings of [PRODUCTION, { ...ACCESS, ACCESS_AUD: "" }, { ...ACCESS, ACCESS_TEAM_DOMAIN: "" }]) {
    const request = new Request("https://gongshi.example/staff", { headers: { [ACCESS_HEADER]: "a.b.c" } });
    const person = await identifyStaff(
      createContext(env),
      { ...env, ...settings } as unknown as Env,
      request,
      async () => "admin@demo.invalid",
    );
    expect(person).toBeNull();
  }
});

const inProduction = (email: string, settings: Record<string, string> = {}) =>
  identifyStaff(
    createContext(env),
    { ...env, ...ACCESS, ...settings } as unknown as Env,
    new Request("https://gongshi.example/staff", { headers: { [ACCESS_HEADER]: "a.b.c" } }),
    async () => email,
  );

test("a verified address that nobody entered is nobody", async () => {
  expect(await inProduction("stranger@example.com")).toBeNull();
});

test("ADMIN_EMAILS makes the first admin, once, with an audit row", async () => {
  const settings = { ADMIN_EMAILS: "first@example.com, Second@Example.com" };
  expect(await inProduction("second@example.com", settings)).toMatchObject({ roles: ["admin"], active: true });
  expect(await inProduction("third@example.com", settings)).toBeNull();
  const { results } = await env.DB.prepare("SELECT action FROM audit_log WHERE subject = 'second@example.com'").all();
  expect(results).toEqual([{ action: "staff.added" }]);
});

test("somebody made inactive is nobody, and ADMIN_EMAILS does not bring them back", async () => {
  await inProduction("gone@example.com", { ADMIN_EMAILS: "gone@example.com" });
  await env.DB.exec("UPDATE staff SET active = 0 WHERE email = 'gone@example.com'");
  expect(await inProduction("gone@example.com", { ADMIN_EMAILS: "gone@example.com" })).toBeNull();
});
