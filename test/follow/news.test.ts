import { env } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createContext } from "../../src/compose.ts";
import { runJobs } from "../../src/cron.ts";
import { deliveriesOf } from "../../src/deliveries.ts";
import { publishFeedback } from "../../src/feedback/handle/answer.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { at, makeReport, officer, rows, submit, supervisor } from "../feedback/factory.ts";
import { openArchive } from "../support/site.ts";
import type { archiveIn } from "../support/archive.ts";
import { donghu, liuyin, short } from "../support/donghu.ts";

const HUB = "https://hub.example/";
const WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k";
const DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=t";
const settings = {
  SITE_ORIGIN: "https://gongshi.example",
  WEBSUB_HUB: HUB,
  CHAT_WEBHOOKS: `${WECOM} ${DINGTALK}#SECx`,
};
const posts: { url: string; body: string }[] = [];
let answers: (url: string) => Response = () => Response.json({ errcode: 0 });
let archive: ReturnType<typeof archiveIn>;

beforeAll(async () => {
  archive = await openArchive();
});
beforeEach(() => {
  posts.length = 0;
  answers = () => Response.json({ errcode: 0 });
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    posts.push({ url: request.url, body: await request.text() });
    return answers(request.url);
  });
});
afterEach(() => vi.restoreAllMocks());

async function clock(time: string) {
  const given = { ...env, ...settings } as unknown as Env;
  const ctx = { ...createContext(given), now: () => new Date(time) };
  await runJobs(ctx, deliveriesOf(given, ctx));
}

test("the hub and the groups are told of what was published since the last run, once, and of nothing before the first", async () => {
  await clock("2026-06-01T00:00:00Z");
  expect(posts).toEqual([]);
  await archive.report(donghu, 2024, [{ ...short(2024), publishedAt: "2026-06-01T00:01:00.000Z" }]);
  await archive.withdraw(liuyin, 2019, "名册有误。", "2026-06-01T00:02:00.000Z");
  await clock("2026-06-01T00:05:00Z");
  const pinged = posts
    .filter(({ url }) => url === HUB)
    .flatMap(({ body }) => new URLSearchParams(body).getAll("hub.url"));
  for (const base of ["/feeds/all", "/feeds/donghu", "/feeds/liuyin"])
    expect(pinged).toEqual(
      expect.arrayContaining([`https://gongshi.example${base}.atom`, `https://gongshi.example${base}.json`]),
    );
  expect(pinged.some((url) => url.includes("/feeds/sections/"))).toBe(true);
  expect(new URLSearchParams(posts.find(({ url }) => url === HUB)?.body).get("hub.mode")).toBe("publish");
  const wecom = JSON.parse(posts.find(({ url }) => url === WECOM)?.body ?? "") as { markdown: { content: string } };
  expect(wecom.markdown.content).toContain("(https://gongshi.example/reports/donghu/2024/r1)");
  expect(wecom.markdown.content).toContain("已撤回");
  const dingtalk = new URL(posts.find(({ url }) => url.startsWith(DINGTALK))?.url ?? "");
  expect(dingtalk.searchParams.get("sign")).toMatch(/./);
  const sent = posts.length;
  await clock("2026-06-01T00:10:00Z");
  expect(posts).toHaveLength(sent);
});

test("a step of a public case is told to the hub alone, for the case's own feed", async () => {
  const { slug } = await makeReport({ anchor: "00000001", text: "服务热情。" });
  const by = (time: string) => at(time, supervisor);
  const { id } = await submit(by("2026-06-01T00:05:10Z"), { kind: "error", bureau: slug, year: "2023", publish: "1" });
  await publishFeedback(by("2026-06-01T00:05:20Z"), id);
  await clock("2026-06-01T00:07:00Z");
  posts.length = 0;
  await acceptFeedback(at("2026-06-01T00:07:30Z", officer("经办", slug)), id);
  await clock("2026-06-01T00:09:00Z");
  const told = posts.flatMap(({ body }) => new URLSearchParams(body).getAll("hub.url"));
  expect(told).toEqual([
    `${settings.SITE_ORIGIN}/feeds/feedback/${id}.atom`,
    `${settings.SITE_ORIGIN}/feeds/feedback/${id}.json`,
  ]);
  expect(posts.every(({ url }) => url === HUB)).toBe(true);
});

test("a group that refuses is tried again by itself; the others are not told twice, and no key is kept", async () => {
  answers = (url) => (url === WECOM ? Response.json({ errcode: 93_000 }) : Response.json({ errcode: 0 }));
  await archive.report(donghu, 2025, [{ ...short(2025), publishedAt: "2026-06-01T00:11:00.000Z" }]);
  await clock("2026-06-01T00:15:00Z");
  answers = () => Response.json({ errcode: 0 });
  await clock("2026-06-01T00:20:00Z");
  expect(posts.filter(({ url }) => url === WECOM)).toHaveLength(2);
  expect(posts.filter(({ url }) => url.startsWith(DINGTALK))).toHaveLength(1);
  const kept = JSON.stringify(await rows("SELECT * FROM outbox"));
  expect(kept).not.toContain("access_token");
  expect(kept).not.toContain("key=k");
});
