import { env } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { createApp } from "../../src/app.ts";
import { createContext } from "../../src/compose.ts";
import { readForm } from "../../src/feedback/submit/read-form.ts";
import { checkToken, formToken } from "../../src/feedback/submit/new-form.ts";
import { ask } from "../support/site.ts";

afterEach(() => {
  vi.useRealTimers();
});

const TEXT = "报告第三节的两处数字对不上，请核对。";

async function tokenIn(page: Promise<string>) {
  return /name="token" value="([^"]+)"/.exec(await page)?.[1] ?? "";
}

function send(fields: Record<string, string>, files: readonly File[] = []) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ kind: "error", ...fields })) body.set(name, value);
  for (const file of files) body.append("attachments", file);
  return ask("/feedback/new", { method: "POST", body });
}

async function request(fields: Record<string, string>, file: File) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.append("attachments", file);
  return new Request("http://x/feedback/new", { method: "POST", body });
}

const photograph = (name: string, bytes: number) =>
  new File([Uint8Array.of(0xff, 0xd8, 0xff), new Uint8Array(bytes - 3)], name);

it("names every photograph that is too large, keeps what was typed, and takes the form once it is right", async () => {
  const token = await tokenIn(ask("/feedback/new").then((answer) => answer.text()));
  const photographs = ["一.jpg", "二.jpg", "三.jpg"].map((name) => photograph(name, 8_000_000));
  const refused = await send({ token, text: TEXT }, photographs);
  const page = await refused.text();
  expect(refused.status).toBe(422);
  for (const { name } of photographs) expect(page).toContain(`附件“${name}”超过5 MB`);
  expect(page).toContain(TEXT);
  const taken = await send({ token, text: TEXT });
  expect(await taken.text()).toContain("意见已提交");
});

it("has its token before its files, in whose order browsers send them", async () => {
  const page = await (await ask("/feedback/new")).text();
  expect([...page.matchAll(/name="(token|attachments)"/g)].map(([, name]) => name)).toEqual(["token", "attachments"]);
});

it("without a right token not a byte of a file is kept, and what was typed is", async () => {
  const refused = await send({ token: "forged", text: TEXT }, [photograph("一.jpg", 4_000_000)]);
  const page = await refused.text();
  expect([refused.status, page.includes(TEXT), page.includes("附件需要重新选择")]).toEqual([422, true, true]);
  const read = await readForm(createContext(env), await request({ token: "forged" }, photograph("一.jpg", 4_000_000)));
  expect(read.files).toEqual([{ name: "一.jpg", bytes: new Uint8Array() }]);
});

it("two forms with files are in memory at once; the next waits, and is told where its turn does not come", async () => {
  const token = await formToken(createContext(env));
  const form = () => request({ token }, photograph("一.jpg", 1_000));
  const [one, two] = [
    await readForm(createContext(env), await form()),
    await readForm(createContext(env), await form()),
  ];
  const third = form().then((sent) => readForm(createContext(env), sent));
  await new Promise((done) => setTimeout(done, 20));
  one.leave();
  const late = await third;
  expect([late.busy, late.files[0]?.bytes.length]).toEqual([false, 1_000]);
  expect((await readForm(createContext(env), await form(), 10)).busy).toBe(true);
  two.leave();
  late.leave();
});

it("a form that was sent before shows the next remark again with a token of its own", async () => {
  const token = await tokenIn(ask("/feedback/new").then((answer) => answer.text()));
  expect((await send({ token, text: `${TEXT}第一条。` })).status).toBe(200);
  const other = `${TEXT}另一条。`;
  const again = await send({ token, text: other });
  const page = await again.text();
  expect(again.status).toBe(422);
  expect(page).toContain("这张表单已经提交过一次");
  expect(page).toContain(other);
  const renewed = await tokenIn(Promise.resolve(page));
  expect(renewed).not.toBe(token);
  expect((await send({ token: renewed, text: other })).status).toBe(200);
});

it("a double click is one remark: both answers have its receipt", async () => {
  const token = await tokenIn(ask("/feedback/new").then((answer) => answer.text()));
  const twice = [send({ token, text: `${TEXT}连点两下。` }), send({ token, text: `${TEXT}连点两下。` })];
  const pages = await Promise.all(twice.map(async (sent) => (await sent).text()));
  const [receipt, same] = pages.map((page) => /<p class="code"[^>]*>(.*?)<\/p>/s.exec(page)?.[1]);
  expect(receipt).toMatch(/\S/);
  expect(same).toBe(receipt);
});

it("a form sent again after midnight shows the receipt with the submission date and deadlines that were stored", async () => {
  const app = createApp();
  const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  const request = async (time: string, init: RequestInit = {}) => {
    vi.setSystemTime(time);
    return (await app.request("https://gongshi.test/feedback/new", init, env, later)).text();
  };
  vi.useFakeTimers({ toFake: ["Date"] });
  const token = await tokenIn(request("2026-03-02T15:58:00Z"));
  const body = new URLSearchParams({ token, kind: "error", text: `${TEXT}临近零点。` });
  const first = await request("2026-03-02T15:59:00Z", { method: "POST", body });
  const again = await request("2026-03-02T16:01:00Z", { method: "POST", body });
  const told = (page: string) => page.match(/<p class="code".*?<\/p>|<time.*?<\/time>|<small>自.*?<\/small>/gs);
  expect(told(first)?.join()).toContain('datetime="2026-03-17"');
  expect(first).toContain("2026-03-02");
  expect(told(again)).toEqual(told(first));
});

it("a form that comes back faster than anybody reads it is held for the rest of three seconds", async () => {
  const { formReadingMs, ...ctx } = createContext(env);
  expect(formReadingMs).toBe(0);
  const opened = Date.now();
  const at = (ms: number) => ({ ...ctx, now: () => new Date(opened + ms) });
  const token = await formToken(at(0));
  for (const [ms, early] of [
    [500, 2500],
    [2999, 1],
    [3000, 0],
    [60_000, 0],
  ] as const)
    expect(await checkToken(at(ms), token)).toMatchObject({ ok: true, early });
});

it("only a development site lets a setting shorten that", () => {
  expect(createContext({ ...env, ENVIRONMENT: "production" }).formReadingMs).toBeUndefined();
});
