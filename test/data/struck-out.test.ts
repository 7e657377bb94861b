import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { buildDump } from "../../src/data/build/build.ts";
import { withdrawConsent } from "../../src/feedback/author/author.ts";
import { hideFeedback, publishFeedback } from "../../src/feedback/handle/answer.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { at, makeReport, submit, supervisor } from "../feedback/factory.ts";
import { ask, openArchive } from "../support/site.ts";
import { grow } from "../ledger/log.ts";

const as = (time: string) => at(`2026-11-21T${time}.000Z`, supervisor);
const FIRST_WORDS = "营业厅的张某某对我说话很不客气，请核实。";
const STRUCK_OUT = "营业厅的某员工对我说话很不客气，请核实。";
let bureau = "";

beforeAll(async () => {
  await openArchive();
  await grow(1);
  bureau = (await makeReport({ anchor: "00000001", text: "服务热情。" })).slug;
});

async function build(time: string): Promise<number> {
  let pieces = 0;
  for (let done = 1; done > 0; pieces += done) done = await buildDump(as(time), 8);
  forgetArchiveVersion();
  return pieces;
}

/** The file of feedback that the dump of now names, and what it says. */
async function current() {
  const { resources } = await (
    await ask("/data/datapackage.json")
  ).json<{ resources: { name: string; path: string }[] }>();
  const path = `/data/${resources.find(({ name }) => name === "feedback-0001-jsonl")!.path}`;
  return { path, text: await (await ask(path)).text() };
}
const statusOf = async (path: string) => {
  forgetArchiveVersion();
  return (await ask(path)).status;
};

async function publish(time: string) {
  const received = await submit(as(time), {
    kind: "error",
    bureau,
    year: "2023",
    publish: "1",
    text: `${FIRST_WORDS}（${time}）`,
  });
  await publishFeedback(as(time), received.id);
  return received;
}

test("what is struck out afterwards leaves every file at once, also those that gave way, and the next files in minutes", async () => {
  const { id } = await publish("01:00:00");
  await build("01:01:00");
  const old = await current();
  expect(old.text).toContain(FIRST_WORDS);
  await publishFeedback(as("01:02:00"), id, { text: STRUCK_OUT, reason: "隐去个人姓名" });
  expect(await statusOf(old.path)).toBe(410);
  expect(await build("01:05:00")).toBeGreaterThan(0);
  const { text } = await current();
  expect(text).toContain(STRUCK_OUT);
  expect(text).not.toContain("张某某");
  expect(await statusOf(old.path)).toBe(410);
});

test("what is hidden and shown again with other words stays out of the old files", async () => {
  const { id } = await publish("02:00:00");
  await build("12:00:00");
  await env.DB.exec("UPDATE dumps SET started_at = '2026-11-19T00:00:00.000Z' WHERE state = 'ready'");
  await build("12:00:00");
  const old = await current();
  expect(old.text).toContain(FIRST_WORDS);
  await hideFeedback(as("12:01:00"), id, "含有姓名");
  await publishFeedback(as("12:02:00"), id, { text: STRUCK_OUT, reason: "隐去个人姓名" });
  expect(await statusOf(old.path)).toBe(410);
  expect(await build("12:05:00")).toBeGreaterThan(0);
  expect((await current()).text).not.toContain("张某某");
});

test("consent that is taken back empties the files at once, and new ones are made at the clock's next run", async () => {
  const { id, receipt } = await publish("13:00:00");
  await env.DB.exec("UPDATE dumps SET started_at = '2026-11-19T00:00:00.000Z' WHERE state = 'ready'");
  await build("13:01:00");
  const old = await current();
  expect(old.text).toContain(`"id":${id},`);
  await withdrawConsent(as("13:02:00"), receipt, null);
  expect(await statusOf(old.path)).toBe(410);
  expect(await build("13:05:00")).toBeGreaterThan(0);
  expect((await current()).text).not.toContain(`"id":${id},`);
  expect(await build("13:10:00")).toBe(0);
});
