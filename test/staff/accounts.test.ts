import { env } from "cloudflare:test";
import { TOTP } from "otpauth";
import { beforeAll, expect, test, type TestContext } from "vitest";
import { createContext } from "../../src/compose.ts";
import { inviteToAccount } from "../../src/staff/local/enrol.ts";
import { ON_WORKERD } from "../support/host.ts";
import { call as callSite, type CallOptions } from "../support/console.ts";

const HOST = "https://gongshi.test";
const SETTINGS = {
  ENVIRONMENT: "production",
  SITE_ORIGIN: HOST,
  STAFF_ACCOUNTS: "local",
  ADMIN_EMAILS: "boss@gongshi.test",
};
const PASSWORD = "梧桐 correct horse 47";
const ENROL = "/staff/sign-in/account";

let places = 0;
/** Each request comes from another place unless it says from which, so that one test's tries are not another's. */
const call = (path: string, options: CallOptions = {}) =>
  callSite(path, {
    host: HOST,
    env: SETTINGS,
    ...options,
    headers: { "CF-Connecting-IP": `192.0.2.${(places += 1)}`, ...options.headers },
  });

const admin = { name: "boss@gongshi.test", roles: ["admin"] };
const ctx = { ...createContext({ ...env, ...SETTINGS } as unknown as Env), actor: admin };

async function addPerson(email: string, roles = ["admin"]) {
  const values = [email, "某人", JSON.stringify(roles), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"];
  await env.DB.prepare("INSERT INTO staff (email, name, roles, created_at, updated_at) VALUES (?, ?, ?, ?, ?)")
    .bind(...values)
    .run();
}

/** The code that the authenticator shows, `ahead` steps from now. */
const shown = (secret: string, ahead = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + ahead * 30_000 });

interface Enrolled {
  email: string;
  secret: string;
  recovery: string[];
}

async function enrol(email: string): Promise<Enrolled> {
  const { code } = await inviteToAccount(ctx, email);
  const first = await (
    await call(ENROL, { form: { email, invitation: code.toLowerCase().replaceAll("-", " ") } })
  ).text();
  const secret = /class="mono">([A-Z2-7 ]+)</.exec(first)?.[1]?.replaceAll(" ", "") ?? "";
  expect(first).toContain("<svg");
  const form = { email, invitation: code, password: PASSWORD, code: shown(secret) };
  const done = await (await call(ENROL, { form })).text();
  const recovery = /<pre[^>]*>([^<]+)</.exec(done)?.[1]?.trim().split("\n") ?? [];
  expect(recovery).toHaveLength(10);
  const again = await call(ENROL, { form });
  expect(again.status).toBe(403);
  return { email, secret, recovery };
}

const signIn = (email: string, code: string, options: { password?: string; from?: string } = {}) =>
  call("/staff/sign-in", {
    form: { email, password: options.password ?? PASSWORD, code, next: "/staff/people" },
    headers: options.from === undefined ? {} : { "CF-Connecting-IP": options.from },
  });
const cookieOf = (answer: Response) => (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";

/** A hash takes 0.2 s in workerd, and almost 3 s if the tests' own loader runs beside it. The same code answers on both hosts. */
const onNodeOnly = (context: TestContext) => {
  if (ON_WORKERD) context.skip("一次密码运算在测试用的workerd里要近3秒：这一条只在Node主机上运行");
};

beforeAll(async () => addPerson("boss@gongshi.test"));

test("who was given a code sets password and authenticator, signs in with both, and each code counts once", async () => {
  await addPerson("li@gongshi.test");
  const { email, secret } = await enrol("li@gongshi.test");
  expect((await call("/staff/people")).headers.get("Location")).toBe("/staff/sign-in?next=%2Fstaff%2Fpeople");
  const code = shown(secret);
  const answers = await Promise.all([signIn(email, code), signIn(` ${email.toUpperCase()}`, code)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403]);
  const good = answers.find(({ status }) => status === 303)!;
  expect(good.headers.get("Location")).toBe("/staff/people");
  expect(good.headers.get("Set-Cookie")).toMatch(/^__Host-staff=.*Max-Age=28800.*HttpOnly; Secure; SameSite=Strict/);
  const page = await call("/staff/people", { cookie: cookieOf(good) });
  expect(await page.text()).toContain("给某人发登记码");
  const out = await call("/staff/sign-out", { cookie: cookieOf(good), method: "POST" });
  expect(out.headers.get("Location")).toBe("/staff/sign-in");
  expect((await call("/staff/people", { cookie: cookieOf(good) })).status).toBe(303);
});

test("a recovery code stands in for the authenticator once, and says how many are left", async (context) => {
  onNodeOnly(context);
  await addPerson("wang@gongshi.test");
  const { email, recovery } = await enrol("wang@gongshi.test");
  const typed = recovery[0]?.toLowerCase().replaceAll("-", "") ?? "";
  const used = await signIn(email, typed);
  expect([used.status, await used.text()]).toEqual([200, expect.stringContaining("还剩9个")]);
  expect((await call("/staff", { cookie: cookieOf(used) })).status).toBe(200);
  expect((await signIn(email, typed)).status).toBe(403);
  const { results } = await env.DB.prepare("SELECT action FROM audit_log WHERE subject = ? ORDER BY id")
    .bind(email)
    .all();
  expect(results.map(({ action }) => action)).toEqual([
    "account.invited",
    "account.enrolled",
    "account.recovered",
    "staff.signed_in",
    "account.refused",
  ]);
});

test("a refusal says the same whatever was wrong, keeps the address typed and no password", async (context) => {
  onNodeOnly(context);
  await addPerson("zhao@gongshi.test");
  const { email, secret } = await enrol("zhao@gongshi.test");
  await env.DB.prepare("UPDATE staff SET active = 0 WHERE email = ?").bind(email).run();
  const answers = [
    await signIn(email, shown(secret)),
    await signIn(email, "000000"),
    await signIn(email, shown(secret), { password: "something quite else" }),
    await signIn("nobody@gongshi.test", "123456"),
  ];
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect(new Set(texts.map((text) => /class="err"[^>]*>([^<]+)</.exec(text)?.[1])).size).toBe(1);
  expect(texts[0]).toContain(`value="${email}"`);
  expect(texts.join()).not.toContain(PASSWORD);
  expect(answers.some((answer) => answer.headers.has("Set-Cookie"))).toBe(false);
});

test("tries are bounded for a place and an account alike, and somebody elsewhere still comes in", async (context) => {
  onNodeOnly(context);
  await addPerson("sun@gongshi.test");
  const { email, secret } = await enrol("sun@gongshi.test");
  const from = "198.51.100.7";
  const statuses: number[] = [];
  for (let n = 0; n < 7; n += 1) statuses.push((await signIn(email, "111111", { from, password: "x" })).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 429]);
  expect((await signIn(email, shown(secret), { from })).status).toBe(429);
  expect((await signIn(email, shown(secret))).status).toBe(303);
});

test("enrolling again ends the sessions, the password and the codes from before", async (context) => {
  onNodeOnly(context);
  await addPerson("qian@gongshi.test");
  const { email, secret, recovery } = await enrol("qian@gongshi.test");
  const cookie = cookieOf(await signIn(email, shown(secret)));
  expect((await call("/staff", { cookie })).status).toBe(200);
  await enrol(email);
  expect((await call("/staff", { cookie })).status).toBe(303);
  expect((await signIn(email, recovery[1] ?? "")).status).toBe(403);
});

test("a weak password and a wrong first code are refused beside their fields; the secret stays the same", async () => {
  await addPerson("zhou@gongshi.test");
  const { code: invitation } = await inviteToAccount(ctx, "zhou@gongshi.test");
  const form = { email: "zhou@gongshi.test", invitation };
  const first = await (await call(ENROL, { form })).text();
  for (const [password, code, message] of [
    ["short", "123456", "密码至少12个字符"],
    ["aaaaaaaaaaaaaaa", "123456", "不同的字符"],
    ["my zhou password!", "123456", "不要有自己的邮箱"],
    [PASSWORD, "12345", "验证码不对"],
  ] as const) {
    const answer = await call(ENROL, { form: { ...form, password, code } });
    const text = await answer.text();
    expect([answer.status, text]).toEqual([422, expect.stringContaining(message)]);
    expect(/class="mono">([^<]+)</.exec(text)?.[1]).toBe(/class="mono">([^<]+)</.exec(first)?.[1]);
  }
  await env.DB.prepare("UPDATE account_invitations SET until = '2020' WHERE email = ?").bind(form.email).run();
  expect((await call(ENROL, { form })).status).toBe(403);
});

test("only admins hand out codes, and only for people of the list", async () => {
  await addPerson("officer@gongshi.test", ["publisher"]);
  const { email, secret } = await enrol("officer@gongshi.test");
  const cookie = cookieOf(await signIn(email, shown(secret)));
  expect((await call("/staff/people/invite", { cookie, form: { email } })).status).toBe(403);
  await expect(inviteToAccount(ctx, "stranger@gongshi.test")).rejects.toThrow("名单里没有");
});

test.each([
  ["without the setting", { STAFF_ACCOUNTS: "" }],
  ["beside Access", { ACCESS_TEAM_DOMAIN: "x.cloudflareaccess.com", ACCESS_AUD: "x" }],
])("%s there are no such addresses", async (_, more) => {
  const settings = { ...SETTINGS, ...more };
  for (const path of ["/staff/sign-in", ENROL]) expect((await call(path, { env: settings })).status).toBe(404);
});
