import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { call, signInAs } from "../support/console.ts";

const person = (changes: Record<string, string | string[]> = {}) => ({
  email: `p${crypto.randomUUID().slice(0, 8)}@example.com`,
  name: "王经办",
  roles: ["officer"],
  bureaus: ["*"],
  ...changes,
});
const stored = (email: string) => env.DB.prepare("SELECT * FROM staff WHERE email = ?").bind(email).first();

test("an admin adds a person, together with the audit row", async () => {
  const cookie = await signInAs("admin");
  const form = person({ roles: ["officer", "publisher"] });
  const response = await call("/staff/people", { cookie, form });
  expect(response.status).toBe(303);
  expect(await stored(form.email as string)).toMatchObject({ name: "王经办", roles: '["officer","publisher"]' });
  const audit = await env.DB.prepare("SELECT actor, action FROM audit_log WHERE subject = ?").bind(form.email).first();
  expect(audit).toEqual({ actor: "admin@demo.invalid", action: "staff.added" });
});

test("a form with mistakes keeps what was typed and lists each mistake with a link to its field", async () => {
  const cookie = await signInAs("admin");
  const response = await call("/staff/people", { cookie, form: { email: "不是邮箱", name: "李某某" } });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('value="不是邮箱"');
  expect(html).toContain('value="李某某"');
  expect(html).toContain('href="#email-new"');
  expect(html).toContain('href="#roles-new"');
});

test.each([
  [{ bureaus: [] }, "经办人要负责至少一个单位"],
  [{ bureaus: ["no-such-bureau"] }, "所选单位不存在"],
  [{ roles: ["root"] }, "请至少选择一个角色"],
  [{ name: "名".repeat(41) }, "请填写姓名"],
  [{ email: "<script>@example.com" }, "请填写完整的邮箱地址"],
])("refuses %j", async (changes, message) => {
  const cookie = await signInAs("admin");
  const response = await call("/staff/people", { cookie, form: person(changes) });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain(message);
});

test("the last active admin can neither lose the role nor be made inactive, also when two try at once", async () => {
  const cookie = await signInAs("admin");
  await env.DB.exec("UPDATE staff SET active = 0 WHERE roles LIKE '%admin%' AND email <> 'admin@demo.invalid'");
  const change = (form: Record<string, string | string[]>) =>
    call("/staff/people/change", { cookie, form: { email: "admin@demo.invalid", name: "演示管理员", ...form } });
  const responses = await Promise.all([change({ roles: ["publisher"], active: "1" }), change({ roles: ["admin"] })]);
  for (const response of responses) {
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("至少要有一位在用的管理员");
  }
  expect(await stored("admin@demo.invalid")).toMatchObject({ roles: '["admin"]', active: 1 });
});

test("an admin made inactive is out at the next request", async () => {
  const cookie = await signInAs("admin");
  const other = await signInAs("publisher");
  const form = { email: "publisher@demo.invalid", name: "演示发布员", roles: ["publisher"] };
  expect((await call("/staff", { cookie: other })).status).toBe(200);
  expect((await call("/staff/people/change", { cookie, form })).status).toBe(303);
  expect((await call("/staff", { cookie: other })).status).toBe(303);
});

test("giving somebody the supervisor's role needs a second person, who neither proposed it nor becomes it", async () => {
  const [admin, supervisor] = [await signInAs("admin"), await signInAs("supervisor")];
  const form = person({ roles: ["officer", "supervisor"] });
  const email = form.email as string;
  await call("/staff/people", { cookie: admin, form });
  expect(await stored(email)).toMatchObject({ roles: '["officer"]', supervisor_proposed_by: "admin@demo.invalid" });
  const confirm = (cookie: string) => call("/staff/keys/confirm", { cookie, form: { email } });
  expect((await confirm(admin)).status).toBe(403);
  expect(await stored(email)).toMatchObject({ roles: '["officer"]' });
  expect(await (await call("/staff/keys", { cookie: supervisor })).text()).toContain(email);
  expect((await confirm(supervisor)).status).toBe(303);
  expect(await stored(email)).toMatchObject({ roles: '["officer","supervisor"]', supervisor_proposed_by: null });
  expect((await confirm(supervisor)).status).toBe(409);
  const self = { email: "admin@demo.invalid", name: "演示管理员", roles: ["admin", "supervisor"], active: "1" };
  await call("/staff/people/change", { cookie: admin, form: self });
  expect(await stored("admin@demo.invalid")).toMatchObject({ roles: '["admin"]' });
});
