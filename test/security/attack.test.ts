import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { ATTACKS, tell } from "../../src/cli/attack/attacks.ts";
import { SMALL, type AttackTarget } from "../../src/cli/attack/target.ts";
import { ROLES } from "../../src/staff/role.ts";
import { at, submit } from "../feedback/factory.ts";
import { makeToken } from "../factories.ts";
import { call, HOST, signInAs } from "../support/console.ts";
import { openArchive } from "../support/site.ts";

let target: AttackTarget;
beforeAll(async () => {
  await openArchive();
  const all = ["publish", "feedback-read", "backup", "admin"];
  const tokens: Record<string, string> = { all: await makeToken({ scopes: all, name: "all" }) };
  for (const scope of all) tokens[scope] = await makeToken({ scopes: [scope], name: scope });
  const cookies: Record<string, string> = {};
  for (const role of ROLES) cookies[role] = await signInAs(role);
  const reports = await env.DB.prepare(
    "SELECT b.slug, r.year FROM reports r JOIN bureaus b ON b.id = r.bureau_id ORDER BY r.year DESC, b.id LIMIT 200",
  ).all<{ slug: string; year: number }>();
  const [own] = reports.results;
  const other = reports.results.find(({ slug, year }) => slug !== own?.slug && year === own?.year);
  if (!own || !other) throw new Error("the archive has no two bureaus");
  await env.DB.prepare("UPDATE staff SET bureaus = ? WHERE email = 'officer@demo.invalid'")
    .bind(JSON.stringify([own.slug]))
    .run();
  const now = at(new Date().toISOString());
  const about = (bureau: string, kind: string) => submit(now, { bureau, year: own.year, kind });
  const numbers = {
    denunciation: (await about(own.slug, "denunciation")).id,
    elsewhere: (await about(other.slug, "question")).id,
    missing: 1_000_000_001,
  };
  const ask = (path: string, init: RequestInit = {}) =>
    call(path, {
      method: init.method ?? "GET",
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.body === undefined || init.body === null ? {} : { body: init.body as string }),
    });
  target = {
    ask,
    tokens,
    cookies,
    own: own.slug,
    other: other.slug,
    year: own.year,
    numbers,
    memory: async () => null,
  };
  expect(HOST).toContain("localhost");
});

test.each(Object.entries(ATTACKS))("%s", async (_, attack) => {
  const outcome = await attack(target, SMALL);
  // oxlint-disable-next-line no-console -- a reader of CI sees the trials
  console.log(tell(outcome).join("\n"));
  expect(outcome.found).toEqual([]);
  expect(outcome.tried).toBeGreaterThan(4);
});
