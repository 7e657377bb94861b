import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { openReading, openReplicated } from "../../src/db/replicas.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { readArchiveVersion } from "../../src/db/archive-version.ts";
import { createContext } from "../../src/compose.ts";
import { restoreReport, withdrawReport } from "../../src/reports/publish/withdraw.ts";
import { withLaggingCopy } from "../support/lagging-copy.ts";
import { openArchive } from "../support/site.ts";

const app = createApp();
const replicated = withLaggingCopy(env.DB);

async function ask(path: string) {
  const context = createExecutionContext();
  const bindings = { ...env, DB: replicated.db, DB_REPLICAS: "on" } as unknown as Env;
  const answer = await app.fetch(new Request(`https://gongshi.test${path}`), bindings, context);
  const body = await answer.text();
  await waitOnExecutionContext(context);
  return { status: answer.status, body };
}

beforeAll(openArchive);

const PAGE = "/reports/donghu/2023";
const SEARCH = "/search?q=%E5%BF%97%E6%84%BF%E6%9C%8D%E5%8A%A1&bureau=donghu&year=2023";
const ctx = createContext(env, { name: "测试", roles: ["publisher"] });

/** What another machine of the site does: here nothing is known of it but what two seconds tell. */
async function elsewhere(write: () => Promise<unknown>) {
  await write();
  replicated.write();
  forgetArchiveVersion();
}

test("a copy that is behind never shows a report again that the primary has withdrawn, nor hides one that it has restored", async () => {
  // One page of each is made from the copy first: so the copy has something old to tell.
  await elsewhere(() => withdrawReport(ctx, "donghu", 2022, "核对数据。"));
  replicated.catchUp();
  forgetArchiveVersion();
  for (const path of [PAGE, SEARCH]) expect((await ask(path)).status).toBe(200);
  expect(replicated.answered.copy).toBeGreaterThan(0);
  const before = replicated.answered.copy;

  await elsewhere(() => withdrawReport(ctx, "donghu", 2023, "数据有误，核对中。"));
  const gone = await ask(PAGE);
  expect([gone.status, gone.body]).toEqual([410, expect.stringContaining("数据有误")]);
  expect((await ask(SEARCH)).body).not.toContain(`href="${PAGE}/`);
  expect(replicated.answered.copy).toBe(before);

  replicated.catchUp();
  forgetArchiveVersion();
  expect((await ask(PAGE)).status).toBe(410);
  expect(replicated.answered.copy).toBeGreaterThan(before);

  await elsewhere(() => restoreReport(ctx, "donghu", 2023));
  expect((await ask(PAGE)).status).toBe(200);
});

test("what is asked without a bookmark may be old, which is why the version is asked of the primary", async () => {
  const db = openReplicated(replicated.db);
  const anywhere = openReading(db, "first-unconstrained")!;
  const old = await readArchiveVersion(anywhere.db);
  await env.DB.prepare("UPDATE archive_state SET version = version + 1").run();
  replicated.write();
  expect(await readArchiveVersion(openReading(db, "first-unconstrained")!.db)).toBe(old);
  const first = openReading(db, "first-primary")!;
  expect(await readArchiveVersion(first.db)).toBe(old + 1);
  expect(await readArchiveVersion(openReading(db, first.bookmark()!)!.db)).toBe(old + 1);
  expect(await readArchiveVersion(db)).toBe(old + 1);
});

test("without the setting nothing but the primary is asked", async () => {
  forgetArchiveVersion();
  const before = { ...replicated.answered };
  const context = createExecutionContext();
  await app.fetch(
    new Request("https://gongshi.test/bureaus"),
    { ...env, DB: replicated.db } as unknown as Env,
    context,
  );
  await waitOnExecutionContext(context);
  expect(replicated.answered).toEqual(before);
});
