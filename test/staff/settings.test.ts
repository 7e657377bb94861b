import { expect, test } from "vitest";
import { at, makeReport, rows, submit } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";

const TERMS = ["acknowledge", "decide", "extension", "reopen", "review"];
const form = (changes: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    TERMS.flatMap((name) => [
      [`${name}-days`, "20"],
      [`${name}-unit`, "calendar"],
      [`${name}-basis`, "本单位办法第三条"],
    ]),
  ),
  ...changes,
});

test("an admin changes a term; clocks that start later follow it, running ones stay, and the change is audited", async () => {
  const { slug } = await makeReport({ anchor: "a", text: "一段。" });
  const before = await submit(at("2026-11-02T01:00:00Z"), { bureau: slug });
  const cookie = await signInAs("admin");
  const saved = await call("/staff/settings", {
    cookie,
    form: form({ "acknowledge-days": "5", "acknowledge-unit": "working" }),
  });
  expect(saved.headers.get("Location")).toBe("/staff/settings?done=changed");
  const after = await submit(at("2026-11-02T01:00:00Z"), { bureau: slug });
  expect([before.due, after.due]).toEqual(["2026-11-17", "2026-11-09"]);
  const audit = await rows("SELECT actor FROM audit_log WHERE action = 'feedback.clocks_changed'");
  expect(audit).toEqual([{ actor: "admin@demo.invalid" }]);
  expect(await (await call("/staff/settings", { cookie })).text()).toContain('value="本单位办法第三条"');
});

test.each([
  [{ "decide-days": "0" }, "decide"],
  [{ "decide-days": "十" }, "decide"],
  [{ "review-basis": " " }, "review"],
  [{ "extension-days": "9999" }, "extension"],
])("a term that cannot be is sent back as typed: %j", async (changes, name) => {
  const cookie = await signInAs("admin");
  const response = await call("/staff/settings", { cookie, form: form(changes) });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain(`href="#${name}-days"`);
  for (const value of Object.values(changes)) expect(html).toContain(`value="${value}"`);
});
