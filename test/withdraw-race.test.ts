import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { createContext } from "../src/compose.ts";
import { publishReport } from "../src/reports/publish/publish.ts";
import { changeBureau } from "../src/reports/publish/rename.ts";
import { restoreReport, withdrawReport } from "../src/reports/publish/withdraw.ts";
import { bytesOf, count, reportText } from "./factories.ts";

const actor = { name: "测试", roles: ["publisher"] };
const ctx = () => createContext(env, actor);
const publish = (bureau: string) => publishReport(ctx(), { bytes: bytesOf(reportText({ bureau })), fileName: "a.txt" });

it("of two who withdraw at once one is refused, and the ledger has one entry", async () => {
  const { bureau, year } = await publish("示例市桃山电信局");
  const before = (await count("ledger_entries")) ?? 0;
  const both = await Promise.allSettled([1, 2].map(() => withdrawReport(ctx(), bureau, year, "数据有误，核对中。")));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await count("ledger_entries")).toBe(before + 1);
});

it("a report restored while its bureau gets another slug is found again", async () => {
  const { bureau, year, sections } = await publish("示例市柳河电信局");
  await withdrawReport(ctx(), bureau, year, "数据有误，核对中。");
  let renamed = false;
  const DB = new Proxy(env.DB, {
    get(target, key) {
      const value = Reflect.get(target, key) as (...given: unknown[]) => unknown;
      if (key !== "batch" || renamed) return value.bind(target);
      return async (statements: D1PreparedStatement[]) => {
        renamed = true;
        await changeBureau(ctx(), bureau, { slug: `${bureau}-new` });
        return target.batch(statements);
      };
    },
  });
  await expect(restoreReport(createContext({ ...env, DB }, actor), bureau, year)).rejects.toThrow();
  await restoreReport(ctx(), `${bureau}-new`, year);
  const indexed = await env.DB.prepare(
    `SELECT count(*) AS n FROM sections_fts WHERE rowid IN (SELECT s.id FROM sections s JOIN revisions v ON v.id = s.revision_id
       JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = ?)`,
  )
    .bind(`${bureau}-new`)
    .first<{ n: number }>();
  expect(indexed?.n).toBe(sections);
});
