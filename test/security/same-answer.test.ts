import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { ACTION_NAMES } from "../../src/console/cases/case-actions.ts";
import { ROLES } from "../../src/staff/role.ts";
import { at, makeReport, submit } from "../feedback/factory.ts";
import { makeToken } from "../factories.ts";
import { call, signInAs } from "../support/console.ts";
import { ON_WORKERD } from "../support/host.ts";

const NUMBER = /^[1-9][0-9]{9}$/;
/** The methods that pages use on both hosts, the others on the Node host: decision 0310. */
const METHODS = ["GET", "POST", ...(ON_WORKERD ? [] : ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])];
const FORMS: Record<string, string>[] = [
  {},
  {
    reason: "说明一个理由",
    text: "这是一段足够长的答复文字。",
    question: "请补充说明一下",
    bureau: "x",
    revision: "2",
    title: "",
  },
];

/** What an officer of another bureau may not see: nothing, confidential feedback, and feedback that others handle. */
const numbers: Record<"missing" | "denunciation" | "elsewhere", number> = { missing: 0, denunciation: 0, elsewhere: 0 };
const cookies: Record<string, string | null> = { nobody: null };
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const [own, other] = [
    await makeReport({ anchor: "a", text: "一段。" }),
    await makeReport({ anchor: "b", text: "二段。" }),
  ];
  const now = at(new Date().toISOString());
  numbers.denunciation = (await submit(now, { bureau: own.slug, year: 2023, kind: "denunciation" })).id;
  numbers.elsewhere = (await submit(now, { bureau: other.slug, year: 2023, kind: "question" })).id;
  numbers.missing = numbers.elsewhere === 1_000_000_001 ? 1_000_000_002 : 1_000_000_001;
  for (const role of ROLES) cookies[role] = await signInAs(role);
  await env.DB.prepare("UPDATE staff SET bureaus = ? WHERE email = 'officer@demo.invalid'")
    .bind(JSON.stringify([own.slug]))
    .run();
  for (const role of ["publisher", "admin"]) tokens[role] = await makeToken({ role });
});

/** Every address of the application that has a place for a feedback's number. */
function addresses(id: number): string[] {
  const patterns = createApp().routes.map(({ path }) => path);
  const cases = patterns.filter(
    (path) => path.startsWith("/staff/feedback/:id") || /^\/(?:api\/v1\/)?feedback\/:id/.test(path),
  );
  const filled = [...new Set(cases)].flatMap((path) =>
    [...ACTION_NAMES, "contact", "no-such-action"].map((action) =>
      path
        .replace(/:id(?:\{[^}]*\}\}?)?/, String(id))
        .replace(/:attachment(?:\{[^}]*\}\}?)?/, "1")
        .replace(/:action(?:\{[^}]*\})?/, action),
    ),
  );
  const elsewhere = [
    `/staff/publish?feedback=${id}`,
    `/staff/audit?subject=/feedback/${id}`,
    `/api/v1/audit?subject=/feedback/${id}`,
  ];
  return [...new Set([...filled, ...elsewhere])].filter((path) => path.includes(String(id)));
}

/** The whole answer, without what differs between any two: the request's number, and the number that was asked for. */
async function whole(path: string, id: number, init: Parameters<typeof call>[1]): Promise<string> {
  const response = await call(path, init);
  const requestId = response.headers.get("X-Request-Id") ?? "";
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id");
  const text = `${response.status}\n${JSON.stringify(headers)}\n${await response.text()}`;
  return text
    .replaceAll(requestId, "REQUEST")
    .replaceAll(String(id), "NUMBER")
    .replaceAll(/dur=[\d.]+/g, "dur=MEASURED");
}

const askers = () => [
  ...Object.entries(cookies)
    .filter(([role]) => role !== "supervisor")
    .map(([role, cookie]) => [role, { cookie }] as const),
  ...Object.entries(tokens).map(
    ([role, token]) => [`${role}'s token`, { headers: { Authorization: `Bearer ${token}` } }] as const,
  ),
];

test("numbers are ten random digits: what lies between them tells nothing", () => {
  for (const id of Object.values(numbers)) expect(String(id)).toMatch(NUMBER);
  expect(Math.abs(numbers.denunciation - numbers.elsewhere)).toBeGreaterThan(1);
});

test("whoever may not see a matter gets the same bytes for a missing number, a denunciation and another bureau's case", async () => {
  const [paths, others] = [addresses(numbers.missing), ["denunciation", "elsewhere"] as const];
  expect(paths.length).toBeGreaterThan(ACTION_NAMES.length);
  for (const [who, as] of askers())
    for (const path of paths)
      for (const method of METHODS)
        for (const form of method === "POST" ? FORMS : [undefined]) {
          const init = { method, ...as, ...(form ? { form } : {}) };
          const nothing = await whole(path, numbers.missing, init);
          for (const other of who === "admin" || who.includes("token") ? ["denunciation" as const] : others) {
            const id = numbers[other];
            const there = path.replaceAll(String(numbers.missing), String(id));
            expect(await whole(there, id, init), `${who}: ${method} ${path}: ${other}`).toBe(nothing);
          }
        }
}, 120_000);

test("the audit of others has no gap where a step of a denunciation stands", async () => {
  const headers = { Authorization: `Bearer ${tokens.admin}` };
  const ids = async () =>
    ((await (await call("/api/v1/audit?size=100", { headers })).json()) as { records: { id: number }[] }).records.map(
      ({ id }) => id,
    );
  const before = Math.max(...(await ids()));
  const { slug } = await makeReport({ anchor: "c", text: "三段。" });
  await submit(at(new Date().toISOString()), { bureau: slug, kind: "denunciation" });
  await submit(at(new Date().toISOString()), { bureau: slug, kind: "question" });
  expect((await ids())[0]).toBe(before + 1);
});
