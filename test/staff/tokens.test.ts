import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { makeToken, reportText } from "../factories.ts";
import { at, makeReport, rows, submit } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";

let admin = "";
beforeAll(async () => {
  admin = await signInAs("admin");
});

const asked = (path: string, token: string, init: { method?: string; body?: string } = {}) =>
  call(`/api/v1${path}`, {
    ...init,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(init.body === undefined ? {} : { "Content-Type": "application/json" }),
    },
  });
const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;
const page = async () => (await call("/staff/tokens", { cookie: admin })).text();
const make = (form: Record<string, string | string[]>) =>
  call("/staff/tokens", { cookie: admin, form: { days: "", ...form } });
const shownIn = (html: string) => /gs_[\w-]{43}/.exec(html)?.[0] ?? "";
const idOf = async (name: string) =>
  (await rows<{ id: number }>("SELECT id FROM api_tokens WHERE name = ?", name))[0]?.id;

test("an admin makes a token, which is shown once, used, listed with its last use, and taken back", async () => {
  const token = shownIn(await (await make({ name: "导入程序", scopes: "publish" })).text());
  expect(token).not.toBe("");
  const before = await page();
  expect(before).not.toContain(token);
  expect(before).toContain("没有使用记录");
  const body = JSON.stringify({ sha256: [] });
  expect((await asked("/reports/known", token, { method: "POST", body })).status).toBe(200);
  expect(await page()).toMatch(/最近使用：\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
  const revoked = await call("/staff/tokens/revoke", { cookie: admin, form: { id: String(await idOf("导入程序")) } });
  expect(revoked.headers.get("Location")).toBe("/staff/tokens?done=revoked");
  const refused = await asked("/reports/known", token, { method: "POST", body });
  expect(refused.status).toBe(401);
  expect(await detailOf(refused)).toMatch(/^令牌“导入程序”已于\d{4}-\d{2}-\d{2}停用。请向管理员要一个新的/);
  const audit = await rows<{ action: string }>("SELECT action FROM audit_log WHERE action LIKE 'token.%' ORDER BY id");
  expect(audit.map(({ action }) => action)).toEqual(["token.made", "token.revoked"]);
});

test("a token that has run out answers 401 with the day, an unknown one says that it is unknown", async () => {
  const old = await makeToken({ days: -1, name: "去年的" });
  expect(await detailOf(await asked("/audit", old))).toMatch(/^令牌“去年的”已于\d{4}-\d{2}-\d{2}过期/);
  expect(await detailOf(await asked("/audit", "gs_nobody-ever-made-this-one"))).toContain("本站没有这个令牌");
});

test("a token lives ninety days, one for backups or administration thirty, and no longer than allowed", async () => {
  await make({ name: "九十", scopes: "publish" });
  await make({ name: "三十", scopes: ["backup", "admin"] });
  const lives = await rows<{ days: number }>(
    "SELECT CAST(julianday(expires_at) - julianday(created_at) + 0.5 AS INTEGER) AS days FROM api_tokens WHERE name IN ('九十', '三十') ORDER BY days",
  );
  expect(lives.map(({ days }) => days)).toEqual([30, 90]);
  const long = await make({ name: "太长", scopes: "admin", days: "91" });
  expect(long.status).toBe(422);
  const html = await long.text();
  expect(html).toContain("有效天数应是1到90的整数");
  expect(html).toContain('value="太长"');
  expect((await make({ name: "空", scopes: [] })).status).toBe(422);
  expect((await make({ name: "限", scopes: "backup", bureaus: "donghu" })).status).toBe(422);
});

test("a token from before there were scopes works until its date, and is shown as such", async () => {
  const token = await makeToken({ role: "admin", name: "以前的" });
  expect((await asked("/audit", token)).status).toBe(200);
  expect((await asked("/backup", token)).status).toBe(200);
  expect(await page()).toContain("旧令牌：没有写明权限");
});

test("a publisher of one bureau, by token or signed in, changes nothing of another", async () => {
  const [own, other] = [
    await makeReport({ anchor: "a", text: "一段。" }),
    await makeReport({ anchor: "a", text: "一段。" }),
  ];
  const token = await makeToken({ scopes: ["publish"], bureaus: [own.slug] });
  const withdraw = (slug: string) =>
    asked(`/reports/${slug}/2023/withdraw`, token, {
      method: "POST",
      body: JSON.stringify({ reason: "核对数字，稍后恢复" }),
    });
  const rename = (slug: string) =>
    asked(`/bureaus/${slug}`, token, { method: "PATCH", body: JSON.stringify({ shortName: "改名" }) });
  expect([(await withdraw(other.slug)).status, (await rename(other.slug)).status]).toEqual([403, 403]);
  const file = new FormData();
  file.append("file", new File([reportText()], "a.txt"));
  file.append("accept", "bureau-new");
  const { headers, body } = await multipart(file);
  const published = await call("/api/v1/reports", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, ...headers },
    body,
  });
  expect(published.status, await published.clone().text()).toBe(403);
  expect([(await rename(own.slug)).status, (await withdraw(own.slug)).status]).toEqual([200, 200]);
  await signInAs("publisher");
  await env.DB.prepare("UPDATE staff SET bureaus = ? WHERE email = 'publisher@demo.invalid'")
    .bind(JSON.stringify([own.slug]))
    .run();
  const cookie = await signInAs("publisher");
  const form = { reason: "核对数字，稍后恢复" };
  expect((await call(`/staff/reports/${other.slug}/2023/withdraw`, { cookie, form })).status).toBe(403);
});

async function multipart(form: FormData) {
  const request = new Request("http://x", { method: "POST", body: form });
  return { headers: { "Content-Type": request.headers.get("Content-Type") ?? "" }, body: await request.text() };
}

test("who acts for a bureau, person or token, still does once it has another slug", async () => {
  const [own, other] = [await makeReport(), await makeReport()];
  const token = await makeToken({ scopes: ["publish"], bureaus: [other.slug, own.slug] });
  await env.DB.prepare(
    `INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at) VALUES ('o@example.cn', 'x', '["officer"]', ?, 1, '2026', '2026')`,
  )
    .bind(JSON.stringify([own.slug]))
    .run();
  const change = (slug: string, by: string, body: object) =>
    asked(`/bureaus/${slug}`, by, { method: "PATCH", body: JSON.stringify(body) });
  const slug = `${own.slug}-anew`;
  expect((await change(own.slug, await makeToken({ scopes: ["admin"] }), { slug })).status).toBe(200);
  expect((await change(slug, token, { shortName: `改名${slug.slice(7, 9)}` })).status).toBe(200);
  expect(await rows("SELECT bureaus FROM api_tokens WHERE bureaus LIKE ?", `%${own.slug}%`)).toEqual([
    { bureaus: JSON.stringify([other.slug, slug]) },
  ]);
  expect(await rows("SELECT bureaus FROM staff WHERE email = 'o@example.cn'")).toEqual([
    { bureaus: JSON.stringify([slug]) },
  ]);
});

test("the list of waiting feedback holds what is of the token's bureaus, no denunciation, and no word of anybody's", async () => {
  const [own, other] = [
    await makeReport({ anchor: "a", text: "一段。" }),
    await makeReport({ anchor: "a", text: "一段。" }),
  ];
  const now = at(new Date().toISOString());
  const text = "这一句话不应出现在清单里，请核对。";
  const mine = await submit(now, { bureau: own.slug, text });
  const others = await submit(now, { bureau: other.slug });
  const told = await submit(now, { kind: "denunciation", bureau: own.slug });
  const token = await makeToken({ scopes: ["feedback-read"], bureaus: [own.slug] });
  const answer = await asked("/feedback/queue", token);
  const listed = await answer.text();
  expect((JSON.parse(listed) as { items: { id: number }[] }).items.map(({ id }) => id)).toEqual([mine.id]);
  expect(listed).not.toContain("这一句话");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const all = await (await asked("/feedback/queue?size=100", await makeToken({ scopes: ["feedback-read"] }))).text();
  const ids = (JSON.parse(all) as { items: { id: number }[] }).items.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([mine.id, others.id]));
  expect(ids).not.toContain(told.id);
});

test("only a token for backups reads the archive, and each reading stands in the audit", async () => {
  const admin_ = await makeToken({ scopes: ["admin"], name: "管理" });
  const backup = await makeToken({ scopes: ["backup"], name: "夜间备份" });
  for (const path of ["/backup", "/backup/tables/feedback", "/backup/objects", "/backup/object?key=feedback/x.png"])
    expect((await asked(path, admin_)).status, path).toBe(403);
  await env.FILES.put("feedback/seen.png", new Uint8Array([1]));
  await env.FILES.put(`originals/${"a".repeat(64)}`, new Uint8Array([1]));
  const paths = [
    "/backup/tables/feedback",
    `/backup/tables/feedback?after=${encodeURIComponent("[0]")}`,
    "/backup/objects",
    "/backup/object?key=feedback/seen.png",
    `/backup/object?key=originals/${"a".repeat(64)}`,
    `/backup/object?key=originals/${"a".repeat(64)}`,
  ];
  for (const path of paths) {
    const answer = await asked(path, backup);
    expect(answer.status, path).toBe(200);
    await answer.arrayBuffer();
  }
  const audit = (await (await asked("/audit?actor=夜间备份", admin_)).json()) as {
    records: { action: string; subject: string; detail: Record<string, unknown> }[];
  };
  expect(audit.records.map(({ subject }) => subject)).toEqual([
    "/backup/object/originals",
    "/backup/object",
    "/backup/objects",
    "/backup/tables/feedback",
    "/backup/tables/feedback",
  ]);
  expect(audit.records.every(({ action }) => action === "archive.read")).toBe(true);
  for (const key of ["ᧁ/", "feedback/", "feedback//x", "feedback/../originals", "feedback/seen.png/x"])
    expect((await asked(`/backup/object?key=${encodeURIComponent(key)}`, backup)).status, key).toBe(404);
  expect(audit.records[1]?.detail).toEqual({ file: "feedback/seen.png" });
  await expect(env.DB.exec("DELETE FROM backup_reads")).rejects.toThrow("append-only");
});
