import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { ACTION_NAMES } from "../../src/console/cases/case-actions.ts";
import { type Role, ROLES } from "../../src/staff/role.ts";
import { at, makeReport, submit } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";

const NOBODY_NEEDED = [
  "GET /staff/sign-in",
  "POST /staff/sign-in",
  "POST /staff/sign-out",
  "GET /staff/sign-in/account",
  "POST /staff/sign-in/account",
  "GET /staff/oidc",
  "GET /staff/oidc/callback",
];
const HANDLERS: Role[] = ["officer", "supervisor"];
const CASE = "/staff/feedback/:id{[1-9][0-9]{0,9}}";
const BUREAU = "/staff/reports/:bureau{[a-z0-9-]{1,60}}";
const DRAFT = "/staff/publish/:id{[1-9][0-9]{0,9}}";

/** Who may use each route of the console; the test below fails for a route that is not here. */
const ALLOWED: Record<string, readonly Role[]> = {
  "GET /staff": ROLES,
  "GET /staff/people": ["admin"],
  "POST /staff/people": ["admin"],
  "POST /staff/people/change": ["admin"],
  "POST /staff/people/invite": ["admin"],
  "GET /staff/publish": ["admin", "publisher"],
  "POST /staff/publish": ["admin", "publisher"],
  [`GET ${DRAFT}`]: ["admin", "publisher"],
  [`GET ${DRAFT}/:step{facts|undo|check|publish|cancel|discard}`]: ["admin", "publisher"],
  [`GET ${DRAFT}/edit`]: ["admin", "publisher"],
  [`GET ${DRAFT}/original`]: ["admin", "publisher"],
  ...Object.fromEntries(
    ["edit", "undo", "facts", "check", "publish", "cancel", "discard"].map((name) => [
      `POST ${DRAFT}/${name}`,
      ["admin", "publisher"],
    ]),
  ),
  "GET /staff/reports": ["admin", "publisher"],
  [`GET ${BUREAU}`]: ["admin", "publisher"],
  ...Object.fromEntries(
    ["GET", "POST"].flatMap((method) =>
      [`${BUREAU}/rename`, `${BUREAU}/:year{[0-9]{4}}/withdraw`, `${BUREAU}/:year{[0-9]{4}}/restore`].map((path) => [
        `${method} ${path}`,
        ["admin", "publisher"],
      ]),
    ),
  ),
  ...Object.fromEntries(
    [`${DRAFT}/indicators`, `${BUREAU}/:year{[0-9]{4}}/indicators`].flatMap((path) =>
      [`GET ${path}`, `POST ${path}`, `POST ${path}/undo`, `GET ${path}/undo`].map((route) => [
        route,
        ["admin", "publisher"],
      ]),
    ),
  ),
  "GET /staff/press": ["admin", "publisher"],
  "POST /staff/press": ["admin", "publisher"],
  "POST /staff/press/record": ["admin", "publisher"],
  "GET /staff/promises": ["admin", "publisher"],
  "POST /staff/promises": ["admin", "publisher"],
  "GET /staff/settings": ["admin"],
  "POST /staff/settings": ["admin"],
  "GET /staff/calendar": ["admin"],
  "POST /staff/calendar": ["admin"],
  "POST /staff/calendar/read": ["admin"],
  "POST /staff/calendar/forget": ["admin"],
  "GET /staff/tokens": ["admin"],
  "POST /staff/tokens": ["admin"],
  "POST /staff/tokens/revoke": ["admin"],
  "GET /staff/settings/templates": ROLES,
  "POST /staff/settings/templates": ["admin"],
  "GET /staff/audit": ["admin", "supervisor"],
  "GET /staff/outbox": ["admin"],
  "GET /staff/system": ["admin"],
  "POST /staff/system/rebuild": ["admin"],
  "POST /staff/outbox/retry": ["admin"],
  "GET /staff/feedback": HANDLERS,
  "GET /staff/feedback/several": ROLES,
  "POST /staff/feedback/several": HANDLERS,
  [`GET ${CASE}`]: HANDLERS,
  [`GET ${CASE}/:action{[a-z-]+}/:step{preview}?`]: HANDLERS,
  [`POST ${CASE}/:action{publish(?:-reply)?}/preview`]: ["supervisor"],
  ...Object.fromEntries(
    ["", "/view", "/picture"].map((end) => [`GET ${CASE}/attachments/:attachment{[1-9][0-9]{0,9}}${end}`, HANDLERS]),
  ),
  [`GET ${CASE}/sealed`]: HANDLERS,
  "GET /staff/keys": ["admin", "supervisor"],
  "POST /staff/keys": ["supervisor"],
  "POST /staff/keys/retire": ["supervisor"],
  "POST /staff/keys/confirm": ["admin", "supervisor"],
  [`POST ${CASE}/contact`]: HANDLERS,
  ...Object.fromEntries(ACTION_NAMES.map((name) => [`POST ${CASE}/${name}`, HANDLERS])),
  [`POST ${CASE}/publish`]: ["supervisor"],
  [`POST ${CASE}/publish-reply`]: ["supervisor"],
  [`POST ${CASE}/hide`]: ["supervisor"],
  [`POST ${CASE}/release`]: ["supervisor"],
  [`POST ${CASE}/handover`]: ["supervisor"],
  [`POST ${CASE}/reclassify`]: ["supervisor"],
  "POST /staff/keys/hold": ["admin", "supervisor"],
};

const mounted = [
  ...new Set(
    createApp()
      .routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/staff"))
      .map(({ method, path }) => `${method} ${path}`),
  ),
].flatMap((route) =>
  route.endsWith("/:action") ? ACTION_NAMES.map((name) => route.replace(":action", name)) : [route],
);

let feedbackId = 0;
let denunciationId = 0;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  const { slug } = await makeReport({ anchor: "a", text: "女员工占四成。" });
  const now = new Date().toISOString();
  feedbackId = (await submit(at(now), { bureau: slug })).id;
  denunciationId = (await submit(at(now), { bureau: slug, kind: "denunciation" })).id;
  for (const role of ROLES) cookies.set(role, await signInAs(role));
});

/** The address of a route; the bureau is none that there is. */
const addressOf = (pattern: string, id: number) =>
  pattern
    .replace(/:id\{.*?\}\}/, String(id))
    .replace(/:attachment\{.*?\}\}/, "1")
    .replace(/:bureau\{.*?\}\}/, "no-such-bureau")
    .replace("/:step{preview}?", "")
    .replace(/:(?:action|step)\{.*?\}/, "publish")
    .replace(/:year\{.*?\}\}/, "2023");

const ask = (route: string, cookie: string | null, id: number) => {
  const [method = "", pattern = ""] = route.split(" ");
  const path = addressOf(pattern, id);
  return call(path, { method, cookie, ...(method === "POST" ? { form: {} } : {}) });
};

test("every route of the console is in the table of roles", () => {
  expect(mounted.filter((route) => !NOBODY_NEEDED.includes(route)).toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
});

const wrong = Object.entries(ALLOWED).flatMap(([route, allowed]) =>
  ROLES.filter((role) => !allowed.includes(role)).map((role) => [role, route] as const),
);
test.each(wrong)("%s may not %s", async (role, route) => {
  const before = await changes();
  const response = await ask(route, cookies.get(role) ?? null, feedbackId);
  expect(response.status).toBe(403);
  expect(await changes()).toBe(before);
});

const right = Object.entries(ALLOWED).flatMap(([route, allowed]) => allowed.map((role) => [role, route] as const));
test.each(right)("%s is let through to %s", async (role, route) => {
  const response = await ask(route, cookies.get(role) ?? null, feedbackId);
  expect([200, 303, 404, 409, 415, 422]).toContain(response.status);
});

test.each(Object.keys(ALLOWED))("nobody signed in: %s", async (route) => {
  const response = await ask(route, null, feedbackId);
  if (route.startsWith("GET")) expect(response.headers.get("Location")).toMatch(/^\/staff\/sign-in/);
  else expect(response.status).toBe(401);
});

const caseRoutes = Object.keys(ALLOWED).filter((route) => route.includes(CASE));
test.each(caseRoutes)("an officer finds no denunciation at %s", async (route) => {
  const response = await ask(route, cookies.get("officer") ?? null, denunciationId);
  expect([403, 404]).toContain(response.status);
  expect(await response.text()).not.toContain("请核对。");
});

test("a denunciation is in the supervisor's queue and not in the officer's", async () => {
  const link = `href="/staff/feedback/${denunciationId}"`;
  expect(await (await call("/staff/feedback", { cookie: cookies.get("supervisor") ?? null })).text()).toContain(link);
  const officers = await (await call("/staff/feedback", { cookie: cookies.get("officer") ?? null })).text();
  expect(officers).not.toContain(link);
  expect(officers).not.toContain('value="denunciation"');
});

test.each(Object.keys(ALLOWED).filter((route) => route.startsWith("POST")))(
  "another site cannot make a signed-in browser send %s",
  async (route) => {
    const cookie = cookies.get("supervisor") ?? null;
    const path = addressOf(route.split(" ")[1] ?? "", feedbackId);
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: "https://evil.example" },
      { Origin: "null" },
    ]) {
      const response = await call(path, { cookie, form: {}, headers });
      expect(response.status).toBe(403);
    }
  },
);

test.each(Object.keys(ALLOWED).filter((route) => route.startsWith("POST")))(
  "a body that is no form is refused, not a fault: %s",
  async (route) => {
    const role = ALLOWED[route]?.[0] ?? "admin";
    const path = addressOf(route.split(" ")[1] ?? "", feedbackId);
    for (const type of [
      "application/json",
      "text/plain",
      "multipart/form-data",
      "",
      "multipart/form-data; boundary=x",
    ]) {
      const response = await call(path, {
        cookie: cookies.get(role) ?? null,
        method: "POST",
        headers: { "Content-Type": type },
      });
      expect(response.status, type).toBeGreaterThanOrEqual(400);
      expect(response.status, type).toBeLessThan(500);
    }
  },
);

test("no page of the console is kept by any cache", async () => {
  for (const route of Object.keys(ALLOWED).filter((each) => each.startsWith("GET")))
    for (const role of ROLES)
      expect((await ask(route, cookies.get(role) ?? null, feedbackId)).headers.get("Cache-Control")).toBe("no-store");
});

async function changes() {
  const { results } = await env.DB.prepare(
    "SELECT (SELECT count(*) FROM audit_log) AS audits, (SELECT sum(seq) FROM feedback) AS steps, (SELECT count(*) FROM staff) AS people",
  ).all();
  return JSON.stringify(results);
}
