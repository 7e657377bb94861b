import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createContext } from "../src/compose.ts";
import type { Ctx } from "../src/ctx.ts";
import { openDatabase } from "../src/db/client.ts";
import { lookupByReceipt } from "../src/feedback/author/lookup.ts";
import { publishReport } from "../src/reports/publish/publish.ts";
import { bytesOf, reportText } from "./factories.ts";
import { rows, someone, submit } from "./feedback/factory.ts";

type Moment = "before" | "after";

/** A context whose database loses the connection before or after its next batches that write, in this order. */
function losing(moments: Moment[], message = "D1_ERROR: Network connection lost.") {
  const pauses: number[] = [];
  const d1 = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        const moment = statements.length > 3 ? moments.shift() : undefined;
        if (moment === "before") throw new Error(message);
        const answers = await target.batch(statements);
        if (moment === "after") throw new Error(message);
        return answers;
      };
    },
  });
  const ctx: Ctx = {
    ...createContext(env, { name: "发布员", roles: ["publisher"] }),
    db: openDatabase(d1),
    environment: "development",
    pause: async (ms) => void pauses.push(ms),
  };
  return { ctx, pauses };
}

let year = 1990;
const report = () => ({ bytes: bytesOf(reportText({ year: ++year })), fileName: "report.txt" });
const revisions = () =>
  rows("SELECT v.id FROM revisions v JOIN reports r ON r.id = v.report_id WHERE r.year = ?", year);

test.each<{ moments: Moment[] }>([
  { moments: ["before"] },
  { moments: ["after"] },
  { moments: ["before", "before", "after"] },
  { moments: ["before", "before", "before", "before"] },
])("a report is published once though the connection is lost ($moments the effect)", async ({ moments }) => {
  const { ctx, pauses } = losing(moments.slice());
  expect(await publishReport(ctx, report())).toMatchObject({ outcome: "published", revision: 1 });
  expect(await revisions()).toHaveLength(1);
  expect(pauses).toHaveLength(moments.length);
  expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
});

test("five lost connections are told as a failure, and nothing is half done", async () => {
  const { ctx } = losing(Array(5).fill("before"));
  await expect(publishReport(ctx, report())).rejects.toThrow("Network connection lost");
  expect(await revisions()).toEqual([]);
});

test("an overloaded database is not asked again", async () => {
  const { ctx, pauses } = losing(["before"], "D1_ERROR: D1 DB is overloaded. Too many requests queued.");
  await expect(publishReport(ctx, report())).rejects.toThrow("overloaded");
  expect(pauses).toEqual([]);
});

test("a feedback whose commit hid behind a lost connection has its receipt, and is one", async () => {
  const text = `连接断开时提交的意见，只应有一件。${crypto.randomUUID()}`;
  const { ctx } = losing(["after"]);
  const { id, receipt } = await submit(ctx, { text }, someone());
  expect(await rows("SELECT id FROM feedback WHERE text = ?", text)).toEqual([{ id }]);
  expect((await lookupByReceipt(ctx, receipt, "192.0.2.9")).feedback.id).toBe(id);
});
