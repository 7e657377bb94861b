import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { createContext } from "../../src/compose.ts";
import { runJobs } from "../../src/cron.ts";
import { deliveriesOf } from "../../src/deliveries.ts";
import { resealAddresses } from "../../src/follow/mail/digest.ts";
import { BounceError, type Letter, type Mailer } from "../../src/follow/mailer.ts";
import { makeToken } from "../factories.ts";
import { rows } from "../feedback/factory.ts";
import { call } from "../support/console.ts";
import { donghu, short } from "../support/donghu.ts";
import { openArchive, ORIGIN } from "../support/site.ts";

const letters: Letter[] = [];
let bounces = false;
const mailer: Mailer = {
  send: async (letter) => {
    if (bounces) throw new BounceError("SMTP 550 at RCPT TO");
    letters.push(letter);
  },
};
const bindings = { MAILER: mailer as unknown as string };
const ask = (path: string, form?: Record<string, string>) => call(path, { env: bindings, ...(form ? { form } : {}) });

let archive: Awaited<ReturnType<typeof openArchive>>;
beforeAll(async () => {
  archive = await openArchive();
});
beforeEach(async () => {
  letters.length = 0;
  bounces = false;
  await env.DB.exec("DELETE FROM subscriptions");
  await env.DB.exec("DELETE FROM outbox");
});

let made = 0;
const address = () => `reader-${(made += 1)}@mail.example`;
const form = async (more: Record<string, string> = {}) => {
  const page = await (await ask("/follow?kind=bureau&target=donghu")).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return { kind: "bureau", target: "donghu", address: address(), frequency: "daily", token, ...more };
};
/** The one subscription that there is, so many times more, each of another topic. */
const copies = (count: number, digest: string) =>
  env.DB.prepare(
    `INSERT INTO subscriptions SELECT s.id + ?2 + n.value, s.kind, s.target || (?2 + n.value), s.frequency, s.state,
       s.token_sha256 || (?2 + n.value), s.address_key, s.address_box, ${digest}, s.created_at, s.confirmed_at, s.seen_until, s.next_at
     FROM (SELECT * FROM subscriptions ORDER BY id LIMIT 1) s, json_each(?1) n`,
  )
    .bind(JSON.stringify(Array.from({ length: count }, (_, n) => n + 1)), count * 10)
    .run();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const tokenIn = ({ text }: Letter) => /\?t=([0-9a-f]{32})/.exec(text)?.[1] ?? "";
const stored = () => rows<{ state: string }>("SELECT * FROM subscriptions");

async function follow(more: Record<string, string> = {}): Promise<string> {
  expect((await ask("/follow", await form(more))).status).toBe(303);
  const token = tokenIn(letters.at(-1)!);
  expect((await ask("/follow/confirm", { t: token })).status).toBe(200);
  return token;
}

/** Like a visitor from elsewhere each time. Quotas of visitors are not tried here. */
const clock = async (days: number) => {
  const now = new Date(`${inDays(days)}T00:05:00Z`);
  const ctx = { ...createContext({ ...env, ...bindings } as unknown as Env), now: () => now };
  await runJobs(ctx, deliveriesOf(env, ctx));
};

describe("the form", () => {
  test.each([
    ["address", "", "请填写一个邮箱地址"],
    ["address", "not an address", "请填写一个邮箱地址"],
    ["address", "a@b.example\r\nBcc: c@d.example", "请填写一个邮箱地址"],
    ["address", `${"x".repeat(260)}@mail.example`, "请填写一个邮箱地址"],
    ["frequency", "hourly", "请选择每天或每周一"],
    ["token", "", "页面已超时"],
    ["website", "x", "请"],
  ])("with %s %j is shown again with what to do, and what was typed", async (field, value, words) => {
    const sent = await form({ [field]: value });
    const answer = await ask("/follow", sent);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(words);
    if (field !== "address") expect(page).toContain(`value="${sent.address}"`);
    expect(letters).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  test.each([
    ["bureau", "nobody", 404],
    ["nonsense", "x", 422],
    ["case", "12", 422],
  ])("of %s %s, which no mail tells of, is refused", async (kind, target, status) => {
    expect((await ask("/follow", await form({ kind, target }))).status).toBe(status);
    expect(letters).toEqual([]);
  });

  test("is not there where no mail is set up, and what is sent all the same is refused", async () => {
    const page = await (await call("/follow?kind=bureau&target=liuyin")).text();
    expect(page).not.toContain('name="address"');
    expect((await call("/follow", { form: await form() })).status).toBe(503);
  });
});

test("an address is asked once before anything else is sent, sealed, and neither in the log nor in the outbox", async () => {
  const sent = await form({ kind: "search", target: "q=%E6%8A%95%E8%AF%89" });
  await ask("/follow", sent);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({ to: sent.address, subject: "【公示】请确认邮件订阅" });
  expect(letters[0]?.text).not.toContain("投诉");
  for (const table of ["subscriptions", "outbox", "audit_log"]) {
    const text = JSON.stringify(await rows(`SELECT * FROM ${table}`));
    expect(text).not.toContain(sent.address);
    expect(text).not.toContain(tokenIn(letters[0]!));
  }
  await clock(1);
  expect(letters).toHaveLength(1);
});

test("links do nothing by being opened; a button confirms, and leaves", async () => {
  await ask("/follow", await form());
  const token = tokenIn(letters[0]!);
  const page = await ask(`/follow/confirm?t=${token}`);
  expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  expect(await stored()).toMatchObject([{ state: "pending" }]);
  await ask("/follow/confirm", { t: token });
  expect(await stored()).toMatchObject([{ state: "confirmed" }]);
  await ask(`/follow/leave?t=${token}`);
  expect(await stored()).toHaveLength(1);
  await ask("/follow/leave", { t: token });
  expect(await stored()).toEqual([]);
  expect((await ask("/follow/leave", { t: token })).status).toBe(200);
  expect((await ask("/follow/confirm", { t: token })).status).toBe(404);
  expect((await ask("/follow/leave", { t: "x" })).status).toBe(422);
});

test("one button leaves everything that the address follows", async () => {
  const one = address();
  const token = await follow({ address: one });
  await follow({ address: one.toUpperCase().replace("READER", "reader"), kind: "section", target: "volunteering" });
  await follow();
  await ask("/follow/leave", { t: token, all: "1" });
  expect(await stored()).toHaveLength(1);
});

test("who asks again is answered the same; a letter tells the owner that all is done", async () => {
  const one = address();
  await follow({ address: one });
  const again = await ask("/follow", await form({ address: one }));
  expect(again.headers.get("Location")).toBe("/follow/sent");
  expect(letters.at(-1)?.subject).toBe("【公示】这项订阅已经确认过");
  expect(await stored()).toHaveLength(1);
});

test("what nobody confirms is deleted after three days", async () => {
  await ask("/follow", await form());
  await clock(2);
  expect(await stored()).toHaveLength(1);
  await clock(5);
  expect(await stored()).toEqual([]);
});

test("a mailbox that does not exist loses everything that it follows, and the log says so without the address", async () => {
  const one = address();
  await follow({ address: one });
  await copies(1, "s.address_digest");
  bounces = true;
  await ask("/follow", await form({ address: one, kind: "indicator", target: "staff" }));
  expect(await stored()).toEqual([]);
  const [audit] = await rows<{ detail: string }>("SELECT detail FROM audit_log WHERE action = 'subscription.bounced'");
  expect(JSON.parse(audit?.detail ?? "")).toMatchObject({ count: 3 });
});

test("a letter that came back for good ends everything that its receiver follows; only the site's own letters count", async () => {
  const one = address();
  await follow({ address: one });
  await copies(1, "s.address_digest");
  await copies(2, "'of another address'");
  const { messageId = "" } = letters.findLast(({ to }) => to === one) ?? {};
  const headers = {
    Authorization: `Bearer ${await makeToken({ scopes: ["admin"] })}`,
    "Content-Type": "application/json",
  };
  const tell = async (names: string[]) => {
    const body = JSON.stringify({ letters: names });
    const answer = await createApp().request(`${ORIGIN}/api/v1/follow/bounces`, { method: "POST", headers, body }, env);
    return { status: answer.status, ...(await answer.json<{ ended?: number; unknown?: number }>()) };
  };
  const elsewhere = messageId.replace(/@.*$/, "@evil.example>");
  const foreign = [
    elsewhere,
    "<digest-1-2@localhost>",
    "<x@localhost>",
    messageId.replace("ask-", "ask-1"),
    "",
    "x".repeat(250),
  ];
  expect(await tell(foreign)).toMatchObject({ status: 200, ended: 0, unknown: foreign.length });
  expect(await tell([messageId, messageId])).toMatchObject({ ended: 2, unknown: 1 });
  expect(await stored()).toHaveLength(2);
  expect((await tell(Array.from({ length: 21 }, () => messageId))).status).toBe(400);
  const [audit] = await rows<{ actor: string }>(
    "SELECT * FROM audit_log WHERE action = 'subscription.bounced' ORDER BY id DESC",
  );
  expect(audit?.actor).not.toBe("system");
  expect(JSON.stringify(audit)).not.toContain(one);
});

test("a digest tells of what was published since the confirmation, once", async () => {
  await follow({ kind: "section", target: "statement" });
  await archive.report(donghu, 2024, [{ ...short(2024), publishedAt: new Date(Date.now() + 1000).toISOString() }]);
  await clock(1);
  expect(letters.at(-1)?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  const sent = letters.length;
  await clock(2);
  expect(letters).toHaveLength(sent);
});

test("addresses are sealed anew when keys change, as contact data are", async () => {
  const key = (id: string, fill: number) => `${id}:${btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))}`;
  const keys = (text: string) => ({ ...createContext({ ...env, ...bindings } as unknown as Env), contactKeys: text });
  const sent = await form();
  await call("/follow", { env: { ...bindings, CONTACT_KEYS: key("k1", 1) }, form: sent });
  const both = `${key("k2", 2)},${key("k1", 1)}`;
  expect(await resealAddresses(keys(both))).toEqual({ resealed: 1, otherwise: [] });
  expect(await rows("SELECT address_key FROM subscriptions")).toEqual([{ address_key: "k2" }]);
  expect(await resealAddresses(keys(key("k3", 3)))).toEqual({
    resealed: 0,
    otherwise: [{ key: "k2", boxes: 1, known: false }],
  });
});

describe("too many", () => {
  test("ten thousand of one address in the table: no more are taken, a run of the clock takes eighty, one button leaves all", async () => {
    const one = address();
    const token = await follow({ address: one, target: "liuyin" });
    await copies(9999, "s.address_digest");
    const before = letters.length;
    const answer = await ask("/follow", { ...(await form({ kind: "all", target: "" })), address: one });
    expect(answer.status).toBe(422);
    expect((await answer.text()).includes("已有30项订阅")).toBe(true);
    await clock(1);
    const due = "SELECT count(*) AS n FROM subscriptions WHERE next_at < ?";
    expect(await rows<{ n: number }>(due, `${inDays(1)}T00:05:00.000Z`)).toEqual([{ n: 10_000 - 80 }]);
    expect(letters).toHaveLength(before);
    await ask("/follow/leave", { t: token, all: "1" });
    expect(await stored()).toEqual([]);
  });

  test("strangers can make us send one address five letters a day, no more", async () => {
    const one = address();
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await ask("/follow", await form({ address: one }))).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(5);
    expect(statuses.at(-1)).toBe(429);
    expect(letters.length).toBe(5);
  });

  test("of ten thousand from one visitor the first few are taken; the rest wait or solve, and keep what they typed", async () => {
    const taken: number[] = [];
    let answer = await ask("/follow", await form());
    for (let n = 0; n < 25; n += 1) {
      answer = await ask("/follow", await form());
      taken.push(answer.status);
    }
    expect(taken.at(-1)).toBe(429);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    const page = await answer.text();
    expect(page).toContain(`value="reader-${made}@mail.example"`);
    expect(page).toContain('name="waited"');
  });
});
