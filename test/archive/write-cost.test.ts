import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { editions } from "../../src/cli/generate/bureaus.ts";
import { composeReport } from "../../src/cli/generate/report-file.ts";
import { createContext } from "../../src/compose.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { requireRowCounts } from "../support/row-counts.ts";

beforeEach(requireRowCounts);

/** A database that adds up what its batches write and read. */
function metered(db: D1Database) {
  const cost = { written: 0, read: 0, bytes: 0 };
  const batch = async (statements: D1PreparedStatement[]) => {
    const answers = await db.batch(statements);
    for (const { meta } of answers) {
      cost.written += meta.rows_written;
      cost.read += meta.rows_read;
      cost.bytes = meta.size_after;
    }
    return answers;
  };
  const database = { prepare: (sql: string) => db.prepare(sql), batch } as unknown as D1Database;
  return { database, cost };
}

/** Points of indicators that a report states. */
const pointsOf = async (bureau: string, year: number) =>
  (await env.DB.prepare(
    "SELECT count(*) AS n FROM indicator_points WHERE bureau_id = (SELECT id FROM bureaus WHERE slug = ?) AND stated_in = ?",
  )
    .bind(bureau, year)
    .first<number>("n")) ?? 0;

test("publishing a report writes at most 8 rows a section, 2 a point of an indicator and 32 more, a correction 12 and 2 a point it replaces", async () => {
  const { database, cost } = metered(env.DB);
  const ctx = createContext({ ...env, DB: database }, { name: "测试", roles: ["admin"] });
  const told: string[] = [];
  const before = new Map<string, number>();
  for (const edition of editions(24, "行数")) {
    const { path, bytes } = composeReport(edition);
    cost.written = 0;
    cost.read = 0;
    const { sections, outcome, bureau, year } = await publishReport(ctx, { bytes, fileName: path });
    told.push(`${outcome} ${sections} sections: ${cost.written} rows written, ${cost.read} read in the batch`);
    const points = await pointsOf(bureau, year);
    const touched = points + (before.get(`${bureau} ${year}`) ?? 0);
    before.set(`${bureau} ${year}`, points);
    expect(cost.written, path).toBeLessThanOrEqual((outcome === "revised" ? 12 : 8) * sections + 2 * touched + 32);
  }
  console.log(told.join("\n"));
  const kept = await env.DB.prepare("SELECT avg(length(packed)) AS mean FROM revision_figures").first<number>("mean");
  expect(kept).toBeLessThan(9000);
});
