import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { timedDatabase } from "../../src/db/timed-database.ts";
import { call, signInAs } from "../support/console.ts";

test("a signed-in person's answers say where the time went; nobody else's do", async () => {
  const cookie = await signInAs("admin");
  const page = await call("/staff/people", { cookie });
  expect(page.headers.get("Server-Timing")).toMatch(/^total;dur=[\d.]+, db;dur=[\d.]+;desc="[1-9]\d* queries"$/);
  for (const path of ["/", "/staff/sign-in", "/api/v1/bureaus"])
    expect((await call(path)).headers.has("Server-Timing"), path).toBe(false);
});

test("a timed database answers as the database does and counts every statement of a batch", async () => {
  const spent = { ms: 0, queries: 0 };
  const timed = timedDatabase(env.DB, spent);
  const one = timed.prepare("SELECT ?1 AS value").bind(7);
  expect(await one.first()).toEqual({ value: 7 });
  expect(await one.first("value")).toBe(7);
  expect((await one.all()).results).toEqual([{ value: 7 }]);
  expect(await one.raw()).toEqual([[7]]);
  expect((await timed.batch([one, one.bind(8)])).map(({ results }) => results)).toEqual([
    [{ value: 7 }],
    [{ value: 8 }],
  ]);
  await expect(timed.prepare("SELECT nothing").first()).rejects.toThrow("nothing");
  expect(spent.queries).toBe(7);
});
