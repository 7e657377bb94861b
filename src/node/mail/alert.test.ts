import { mkdtempSync, readFileSync, globSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../../app.ts";
import { createContext } from "../../compose.ts";
import { runJobs } from "../../cron.ts";
import { DAY_MS } from "../../day.ts";
import { deliveriesOf } from "../../deliveries.ts";
import { answerReading } from "../../ingest/answer-reading.ts";
import { sha256Hex } from "../../sha256.ts";
import { backgroundWork } from "../background.ts";
import { openFolderBucket } from "../files/folder-bucket.ts";
import { d1OverSqlite } from "../sqlite/d1-over-sqlite.ts";
import { migrate } from "../sqlite/migrate.ts";
import { type MailServer, startMailServer } from "./fixtures/mail-server.ts";
import { smtpMailer } from "./smtp-mailer.ts";

const ORIGIN = "http://localhost:8901";
const TOKEN = "a-token-of-a-publisher";
const folder = mkdtempSync(join(tmpdir(), "gongshi-alert-"));
const app = createApp();
let server: MailServer;
let mailer: ReturnType<typeof smtpMailer>;
let env: Env;

beforeAll(async () => {
  const sqlite = new DatabaseSync(":memory:");
  const files = globSync("migrations/*.sql").toSorted();
  migrate(
    sqlite,
    files.map((name) => ({ name, sql: readFileSync(name, "utf8") })),
  );
  sqlite
    .prepare(
      "INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at) VALUES (?, 't', 'publisher', ?, ?)",
    )
    .run(sha256Hex(TOKEN), "2020", "2999");
  server = await startMailServer();
  mailer = smtpMailer(server.url, "公示 <notice@gongshi.example>");
  env = {
    ENVIRONMENT: "development",
    SITE_ORIGIN: "",
    DEVELOPMENT_ORIGIN: ORIGIN,
    FORM_READING_MS: "0",
    DB: d1OverSqlite(sqlite),
    FILES: await openFolderBucket(folder),
    READER: { fetch: (url: string, init: RequestInit) => answerReading(new Request(url, init)) },
    VERSION: { id: "", tag: "", timestamp: "" },
    MAILER: mailer,
  } as unknown as Env;
});

afterAll(async () => {
  mailer.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Asks the site, and waits for what it goes on with after its answer. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const background = backgroundWork();
  const answer = await app.fetch(
    new Request(new URL(path, ORIGIN), { redirect: "manual", ...init }),
    env,
    background.context,
  );
  await background.settled();
  return answer;
}

async function publish(volunteers: number) {
  const text = `示例市东湖电信局\n2023年度社会责任报告\n\n一、公开陈述\n\n本报告真实，演示数据，内容均为虚构。\n\n二、志愿服务\n\n年末登记志愿者${volunteers}人。\n`;
  const body = new FormData();
  body.set("file", new File([text], "donghu-2023.txt"));
  if (volunteers === 168) body.set("note", "志愿者人数更正为168人。");
  body.append("accept", "bureau-new");
  body.set("slug", "donghu");
  const answer = await ask("/api/v1/reports", { method: "POST", body, headers: { Authorization: `Bearer ${TOKEN}` } });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
}

/** The clock's jobs on a day after today, at five past eight in China. */
async function clockAfter(days: number) {
  const ctx = createContext(env);
  const now = new Date(`${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T00:05:00Z`);
  const then = { ...ctx, now: () => now };
  await runJobs(then, deliveriesOf(env, then));
}

const linkIn = (text: string | undefined, path: string) =>
  new RegExp(`${ORIGIN}${path}\\?t=[0-9a-f]{32}`).exec(text ?? "")?.[0] ?? "";

test("a reader's mail client gets the alert of a correction, and leaves with one click", async () => {
  await publish(186);
  const page = await (await ask("/follow?kind=bureau&target=donghu")).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const fields = { kind: "bureau", target: "donghu", address: "reader@mail.example", frequency: "daily", token };
  const asked = await ask("/follow", { method: "POST", body: new URLSearchParams(fields) });
  expect(asked.headers.get("Location"), await asked.clone().text()).toBe("/follow/sent");

  expect(server.letters).toHaveLength(1);
  const confirm = linkIn(server.letters[0]?.text, "/follow/confirm");
  expect(await (await ask(confirm)).text()).toContain("东湖");
  const t = new URL(confirm).searchParams.get("t") ?? "";
  const confirmed = await ask("/follow/confirm", { method: "POST", body: new URLSearchParams({ t }) });
  expect(await confirmed.text()).toContain("已确认");

  await publish(168);
  await clockAfter(1);
  expect(server.letters).toHaveLength(2);
  const [, alert] = server.letters;
  expect(alert?.to?.[0]).toMatchObject({ address: "reader@mail.example" });
  expect(alert?.subject).toBe("【公示】示例市东湖电信局：1条更新");
  expect(alert?.text).toContain("志愿者人数更正为168人。");
  expect(alert?.text).toContain(`${ORIGIN}/reports/donghu/2023/r2`);
  expect(alert?.html).toContain(`<a href="${ORIGIN}/reports/donghu/2023/r2">`);
  const header = (name: string) => alert?.headers.find(({ key }) => key === name)?.value ?? "";
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");

  await clockAfter(2);
  expect(server.letters).toHaveLength(2);

  const leave = header("list-unsubscribe").slice(1, -1);
  expect(leave).toBe(linkIn(alert?.text, "/follow/leave"));
  const left = await ask(leave, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  expect(await left.text()).toContain("已退订");
  expect(await env.DB.prepare("SELECT count(*) AS n FROM subscriptions").first("n")).toBe(0);
  await publish(170);
  await clockAfter(3);
  expect(server.letters).toHaveLength(2);
});

test("a hub is told of a publication at once, before the clock comes", async () => {
  const told: string[] = [];
  const posting = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    told.push(request.url, ...new URLSearchParams(await request.text()).getAll("hub.url"));
    return new Response();
  });
  env.WEBSUB_HUB = "https://hub.example/";
  await publish(185);
  env.WEBSUB_HUB = "";
  posting.mockRestore();
  expect(told[0]).toBe("https://hub.example/");
  expect(told).toEqual(
    expect.arrayContaining(
      ["/feeds/all.atom", "/feeds/donghu.json", "/feeds/sections/volunteering.atom"].map((path) => ORIGIN + path),
    ),
  );
});
