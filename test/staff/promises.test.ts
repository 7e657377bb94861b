import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { findMissingPromises } from "../../src/reports/promise/promises.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { call, signInAs } from "../support/console.ts";

const SENTENCE = "本报告内容真实、准确，欢迎社会各界监督。";
const UNCONFIRMED = "未经工作人员确认";
const NONE = "您可以对这份报告提出意见";

/** Publishes the next revision of a report of its own bureau. */
async function publish(slug: string, statement: string, more = "") {
  const text = `示例市${slug}供水公司2022年度社会责任报告\n\n一、公开陈述\n\n${statement}\n\n二、企业概述\n\n现有员工一百二十人。${more}\n`;
  const ctx = createContext(env, { name: "发布员", roles: ["publisher"] });
  const input = { bytes: new TextEncoder().encode(text), fileName: `${slug}.txt`, bureau: slug };
  await publishReport(ctx, input);
  forgetArchiveVersion();
}

const page = async (path: string) => (await call(path)).text();
const reportOf = (slug: string) => page(`/reports/${slug}/2022`);
const formOf = (slug: string) => page(`/feedback/new?bureau=${slug}&year=2022`);
const audited = async (slug: string) =>
  (
    await env.DB.prepare("SELECT action FROM audit_log WHERE subject LIKE ? AND action LIKE '%promise%' ORDER BY id")
      .bind(`/reports/${slug}/%`)
      .all<{ action: string }>()
  ).results.map(({ action }) => action);

async function decide(slug: string, verdict: string, { revision = "1", role = "publisher" as const } = {}) {
  const form = { bureau: slug, year: "2022", revision, verdict };
  return call("/staff/promises", { cookie: await signInAs(role), form });
}

test("a promise found at publishing is quoted with its anchor, and says that nobody has confirmed it", async () => {
  await publish("alpha", `我们认真编写。${SENTENCE}`);
  const report = await reportOf("alpha");
  const link = /<a href="#(p-[0-9a-f]{8})">报告中的承诺<\/a>/.exec(report)?.[1];
  expect(report).toContain(`<blockquote>${SENTENCE}</blockquote>`);
  expect(report).toContain(`id="${link}"`);
  expect(report).toContain(UNCONFIRMED);
  const form = await formOf("alpha");
  expect(form).toContain(`<blockquote>${SENTENCE}</blockquote>`);
  expect(form).toContain(`#${link}`);
  expect(form).toContain(UNCONFIRMED);
});

test("a publisher confirms it in the console, with an audit row; the report and the form then quote it as it is", async () => {
  await publish("beta", SENTENCE);
  const list = await (await call("/staff/promises", { cookie: await signInAs("publisher") })).text();
  expect(list).toContain(SENTENCE);
  expect((await decide("beta", "confirmed")).status).toBe(303);
  for (const html of [await reportOf("beta"), await formOf("beta")]) {
    expect(html).toContain(`<blockquote>${SENTENCE}</blockquote>`);
    expect(html).not.toContain(UNCONFIRMED);
  }
  expect(await audited("beta")).toEqual(["report.promise_confirmed"]);
});

test("the decision stays with the same words in the next revision, and not with other words", async () => {
  await publish("gamma", SENTENCE);
  await decide("gamma", "confirmed");
  await publish("gamma", SENTENCE, "另有顾问三人。");
  expect(await reportOf("gamma")).not.toContain(UNCONFIRMED);
  await publish("gamma", `经核对，${SENTENCE}`);
  expect(await reportOf("gamma")).toContain(UNCONFIRMED);
  expect(await page("/reports/gamma/2022/r2")).not.toContain(UNCONFIRMED);
});

test("what staff reject is no promise, until they change their mind", async () => {
  await publish("delta", SENTENCE);
  await decide("delta", "rejected");
  for (const html of [await reportOf("delta"), await formOf("delta")]) {
    expect(html).toContain(NONE);
    expect(html).not.toContain("<blockquote>");
  }
  await decide("delta", "confirmed");
  expect(await reportOf("delta")).toContain("报告中的承诺");
  expect(await audited("delta")).toEqual(["report.promise_rejected", "report.promise_confirmed"]);
});

test("a report that makes no promise says so, and there is nothing to decide", async () => {
  await publish("epsilon", "本报告介绍全年情况。");
  for (const html of [await reportOf("epsilon"), await formOf("epsilon")]) expect(html).toContain(NONE);
  expect((await decide("epsilon", "confirmed")).status).toBe(404);
});

test("only publishers and admins decide; a revision that is not current cannot be decided about", async () => {
  await publish("zeta", SENTENCE);
  for (const role of ["officer", "supervisor"] as const) {
    const form = { bureau: "zeta", year: "2022", revision: "1", verdict: "confirmed" };
    expect((await call("/staff/promises", { cookie: await signInAs(role), form })).status).toBe(403);
    expect((await call("/staff/promises", { cookie: await signInAs(role) })).status).toBe(403);
  }
  await publish("zeta", SENTENCE, "另有顾问三人。");
  expect((await decide("zeta", "confirmed", { revision: "1" })).status).toBe(404);
  expect((await decide("zeta", "perhaps", { revision: "2" })).status).toBe(422);
  expect(await audited("zeta")).toEqual([]);
});

test("a report published before promises were kept claims nothing until the scheduled job has read it", async () => {
  await publish("eta", SENTENCE);
  await env.DB.exec("DELETE FROM promises");
  await env.DB.exec("UPDATE archive_state SET version = version + 1");
  forgetArchiveVersion();
  expect(await reportOf("eta")).not.toContain("承诺");
  const ctx = createContext(env);
  expect(await findMissingPromises(ctx)).toBeGreaterThan(0);
  while ((await findMissingPromises(ctx)) > 0);
  forgetArchiveVersion();
  expect(await reportOf("eta")).toContain(`<blockquote>${SENTENCE}</blockquote>`);
});
