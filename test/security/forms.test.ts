import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { strangeNames } from "../../src/http/sent-form.ts";
import { ACTION_NAMES } from "../../src/console/cases/case-actions.ts";
import { type Role, ROLES } from "../../src/staff/role.ts";
import { at, makeReport, submit } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";
import { draftOf } from "../support/desk.ts";

/** Reads no field: it only ends the session. */
const WITHOUT_FIELDS = "/staff/sign-out";
const cookies = new Map<Role, string>();
let addresses: string[] = [];

beforeAll(async () => {
  const { slug } = await makeReport({ anchor: "a", text: "女员工占四成。" });
  const { id } = await submit(at(new Date().toISOString()), { bureau: slug });
  for (const role of ROLES) cookies.set(role, await signInAs(role));
  const draft = (await draftOf(cookies.get("admin") ?? "")).split("/").at(-1) ?? "";
  const fill = (path: string) =>
    path
      .replace(/:id\{.*?\}\}/, path.startsWith("/staff/publish") ? draft : String(id))
      .replace(/:bureau\{.*?\}\}/, slug)
      .replace(/:action\{[^/]*?\}(?=\/)/, "publish")
      .replace(/:year\{.*?\}\}/, "2023");
  const posts = createApp().routes.filter(({ method, path }) => method === "POST" && !path.startsWith("/api/"));
  addresses = [...new Set(posts.map(({ path }) => fill(path)))]
    .filter((path) => path !== WITHOUT_FIELDS)
    .flatMap((path) =>
      path.endsWith("/:action") ? ACTION_NAMES.map((name) => path.replace(":action", name)) : [path],
    );
});

/** Sends it as the first role that is let in. */
async function send(path: string, fields: [string, string][]) {
  for (const role of ROLES) {
    const body = new URLSearchParams(fields).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await call(path, { method: "POST", body, headers, cookie: cookies.get(role) ?? null });
    if (answer.status !== 403) return answer.status;
  }
  return 403;
}

const written = async () => JSON.stringify(await env.DB.prepare("SELECT count(*) AS n FROM audit_log").first());

test("every form refuses a field that its page does not have, and does nothing", async () => {
  expect(addresses.length).toBeGreaterThan(30);
  const before = await written();
  const taken: string[] = [];
  for (const path of addresses)
    for (const name of ["nonsense", "__proto__", "constructor"]) {
      const status = await send(path, [[name, "1"]]);
      if (status !== 422) taken.push(`${path} with ${name}: ${status}`);
    }
  expect(taken).toEqual([]);
  expect(await written()).toBe(before);
});

test("a field that stands twice is refused, but for those that may", async () => {
  const before = await written();
  const sent = (name: string, path: string) =>
    send(path, [
      [name, "1"],
      [name, "2"],
    ]);
  const twice = [
    ["email", "/staff/people"],
    ["role", "/staff/sign-in"],
    ["id", "/staff/outbox/retry"],
    ["receipt", "/feedback/status"],
    ["text", "/feedback/new"],
  ] as const;
  for (const [name, path] of twice) expect(await sent(name, path), `${path} ${name}`).toBe(422);
  expect(await written()).toBe(before);
  const form = new FormData();
  for (const value of ["officer", "supervisor"]) form.append("roles", value);
  expect(strangeNames([...form.keys()], { many: ["roles"] })).toBeNull();
  expect(strangeNames([...form.keys()], { once: ["roles"] })).toContain("两次");
});

test("a citizen's form with a field more comes back with everything that was typed", async () => {
  const body = new URLSearchParams({ kind: "error", text: "第二节的人数与表格不一致，请核对。", nonsense: "1" });
  const answer = await call("/feedback/new", {
    method: "POST",
    body: body.toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("第二节的人数与表格不一致，请核对。");
});
