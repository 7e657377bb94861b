import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { makeToken } from "../factories.ts";
import { openArchive } from "../support/site.ts";
import { askOperation, type Operation, readOperations } from "./api.ts";

/** Scopes of tokens, and the two kinds there were before scopes. */
const PUBLISHERS = ["publish", "admin", "old publisher", "old admin"];
const ADMINS = ["admin", "old admin"];
/** A token from before scopes keeps what it could do until its date. */
const BACKUPS = ["backup", "old admin"];

/** Who may use each operation that asks for a token; the tests below fail for one that is not here. */
const ALLOWED: Record<string, readonly string[]> = {
  "POST /reports": PUBLISHERS,
  "POST /reports/known": PUBLISHERS,
  "POST /reports/{bureau}/{year}/withdraw": PUBLISHERS,
  "POST /reports/{bureau}/{year}/restore": PUBLISHERS,
  "PATCH /bureaus/{bureau}": PUBLISHERS,
  "GET /feedback/queue": ["feedback-read"],
  "POST /feedback/contact-keys/rotate": ADMINS,
  "POST /follow/bounces": ADMINS,
  "POST /search/reindex": ADMINS,
  "POST /search/rebuild": ADMINS,
  "PUT /calendar/{year}": ADMINS,
  "DELETE /calendar/{year}": ADMINS,
  "GET /audit": ADMINS,
  "POST /backup": BACKUPS,
  "GET /backup": BACKUPS,
  "GET /backup/tables/{table}": BACKUPS,
  "GET /backup/objects": BACKUPS,
  "GET /backup/object": BACKUPS,
  "POST /backup/finished": BACKUPS,
  "POST /doctor": ADMINS,
  "POST /restore": ADMINS,
  "POST /restore/tables/{table}": ADMINS,
  "PUT /restore/object": ADMINS,
  "POST /restore/end": ADMINS,
};
/** Writes that anybody may send. */
const FOR_ALL = ["POST /feedback", "POST /feedback/lookup"];
const FORMS_FOR_ALL = [
  "/feedback/:id{[1-9][0-9]{0,9}}/support",
  "/feedback/deadline.ics",
  "/feedback/new",
  "/feedback/receipt.txt",
  "/feedback/saved",
  "/feedback/status",
  "/follow",
  "/follow/confirm",
  "/follow/leave",
  "/press/new",
];

let operations: Operation[] = [];
const tokens: Record<string, string> = {};

beforeAll(async () => {
  await openArchive();
  operations = await readOperations();
  for (const scope of ["publish", "admin", "backup", "feedback-read"])
    tokens[scope] = await makeToken({ scopes: [scope], name: scope });
  for (const role of ["publisher", "admin"]) tokens[`old ${role}`] = await makeToken({ role });
});

const guarded = () => operations.filter(({ needsToken }) => needsToken);

test("every operation that asks for a token is in the table, and every write of the site is known", () => {
  expect(
    guarded()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(ALLOWED).toSorted());
  const writes = operations.filter(({ method, needsToken }) => method !== "GET" && !needsToken);
  expect(writes.map(({ name }) => name).toSorted()).toEqual(FOR_ALL);
  const mounted = createApp().routes.filter(({ method }) => !["ALL", "GET"].includes(method));
  const elsewhere = mounted.map(({ path }) => path).filter((path) => !/^\/(api|staff)\//.test(path));
  expect([...new Set(elsewhere)].toSorted()).toEqual(FORMS_FOR_ALL);
  const undescribed = mounted
    .filter(({ path }) => path.startsWith("/api/"))
    .map(({ method, path }) => `${method} ${path.replace("/api/v1", "").replaceAll(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`)
    .filter((name) => !operations.some((operation) => operation.name === name));
  expect([...new Set(undescribed)]).toEqual([]);
});

test("without a token, with a made-up, expired or revoked one, each answers 401 and changes nothing", async () => {
  const expired = await makeToken({ role: "admin", days: -1 });
  const revoked = await makeToken({ role: "admin" });
  await env.DB.exec("UPDATE api_tokens SET revoked_at = '2026-01-01' WHERE id = (SELECT max(id) FROM api_tokens)");
  const before = await state();
  for (const operation of guarded())
    for (const token of [null, "not-a-token-of-this-site-at-all", expired, revoked]) {
      const answer = await askOperation(operation, { token });
      expect(answer.status, operation.name).toBe(401);
      expect(answer.headers.get("WWW-Authenticate")).toContain("Bearer");
    }
  expect(await state()).toBe(before);
});

test("with a token of another role each answers 403 and changes nothing", async () => {
  const before = await state();
  for (const operation of guarded())
    for (const [role, token] of Object.entries(tokens))
      if (!ALLOWED[operation.name]?.includes(role))
        expect((await askOperation(operation, { token })).status, `${role}: ${operation.name}`).toBe(403);
  expect(await state()).toBe(before);
});

test("with a token of its role each is let through", async () => {
  for (const operation of guarded())
    for (const role of ALLOWED[operation.name] ?? []) {
      const { status } = await askOperation(operation, { token: tokens[role] ?? "" });
      expect([200, 201, 204, 400, 404, 409, 415, 422], `${role}: ${operation.name}: ${status}`).toContain(status);
    }
});

const state = async () =>
  JSON.stringify(
    await env.DB.prepare(
      "SELECT (SELECT count(*) FROM audit_log) AS audits, (SELECT count(*) FROM revisions) AS revisions, (SELECT group_concat(slug) FROM bureaus) AS bureaus",
    ).first(),
  );
