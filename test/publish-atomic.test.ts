import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { createContext } from "../src/compose.ts";
import { publishReport } from "../src/reports/publish/publish.ts";
import { bytesOf, count, reportText } from "./factories.ts";
import { watchD1 } from "./limits.ts";

const actor = { name: "测试", roles: ["publisher"] };
const index = { name: "sections", writer: null };
const TABLES = [
  "bureaus",
  "bureau_names",
  "reports",
  "revisions",
  "sections",
  "audit_log",
  "sections_fts_docsize",
  "ledger_entries",
  "outbox",
  "search_indexing",
];

async function snapshot() {
  const known = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{ name: string }>();
  const names = new Set(known.results.map((row) => row.name));
  return Promise.all(TABLES.filter((t) => names.has(t)).map(async (table) => [table, await count(table)]));
}

/** A database whose batches fail at statement `at`; reports how many statements the batch had. */
function failingAt(at: number, seen: { statements: number }): D1Database {
  return new Proxy(env.DB, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key !== "batch") return typeof value === "function" ? value.bind(target) : value;
      return async (statements: D1PreparedStatement[]) => {
        seen.statements = statements.length;
        const broken = target.prepare("INSERT INTO archive_state (id, version) VALUES (2, 0)");
        return target.batch(statements.toSpliced(at, 0, broken));
      };
    },
  });
}

it("a publication that fails at any statement of its batch leaves nothing behind", async () => {
  const seen = { statements: 1 };
  for (let at = 0; at <= seen.statements; at += 1) {
    const before = await snapshot();
    const ctx = { ...createContext({ ...env, DB: failingAt(at, seen) }, actor), index };
    const input = { bytes: bytesOf(reportText({ bureau: "示例市齐山电信局" })), fileName: "a.txt" };
    await expect(publishReport(ctx, input)).rejects.toThrow();
    expect(await snapshot(), `failed before statement ${at}`).toEqual(before);
  }
  expect(seen.statements).toBeGreaterThan(5);
});

it("a publication keeps within production's limits", { timeout: 30_000 }, async () => {
  const watched = watchD1(env.DB);
  const ctx = { ...createContext({ ...env, DB: watched.db }, actor), index };
  const long = Array.from(
    { length: 90 },
    (_, i) => `${i + 1}、第${i}项工作\n\n${"全年完成计划任务。".repeat(900)}\n`,
  ).join("\n");
  await publishReport(ctx, {
    bytes: bytesOf(reportText({ bureau: "示例市长山电信局", body: long })),
    fileName: "a.txt",
  });
  expect(watched.queries()).toBeLessThanOrEqual(40);
  expect(await count("outbox")).toBe(1);
  expect(await count("search_indexing")).toBe(1);
});
