import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import { commit } from "../db/client.ts";
import { beat } from "../heartbeat/heartbeat.ts";
import { requireRole } from "../staff/permission.ts";
import type { Archive, Check } from "./archive.ts";
import { checkCounts } from "./check-counts.ts";
import { checkDirectory } from "./check-directory.ts";
import { checkLedger } from "./check-ledger.ts";
import { checkPointTables } from "./check-points.ts";
import { checkPress } from "./check-press.ts";
import type { Examination, DoctorFinding } from "./finding.ts";
import { checkStanding } from "./check-standing.ts";

/** A running site examines its tables by itself. Texts and originals are for `npm run verify`, an index for `npm run reindex`. */
const CHECKS: Record<string, Check> = {
  公示日志: checkLedger,
  撤回与答复: checkStanding,
  计数: checkCounts,
  单位总表: checkDirectory,
  媒体引用: checkPress,
  指标: checkPointTables,
};

const MOST_TOLD = 200;

/** Runs every check and, if asked to, mends the faults that can be derived. `/healthz` tells of the others. Decision 0261. */
export async function examine(ctx: Ctx, repair: boolean): Promise<Examination> {
  const actor = requireRole(ctx, "admin");
  const archive = archiveOf(ctx);
  const findings: DoctorFinding[] = [];
  for (const [check, run] of Object.entries(CHECKS))
    for (const { where, what, repair: mend } of await run(archive)) {
      if (repair && mend) await mend();
      findings.push({ check, where, what, mended: repair && mend !== undefined });
    }
  const found = findings.filter(({ mended }) => !mended).length;
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    beat(ctx, "doctor", { found }),
    ...(findings.length > found ? [bumpArchiveVersion(ctx.db)] : []),
    auditEntry(ctx.db, {
      at,
      actor,
      action: "archive.examined",
      subject: "/",
      detail: { found, mended: findings.length - found },
    }),
  ]);
  return { checks: Object.keys(CHECKS), findings: findings.slice(0, MOST_TOLD) };
}

/** The tables of this site; its files are not looked at here. */
function archiveOf(ctx: Ctx): Archive {
  const client = ctx.db.$client;
  const prepare = (sql: string, values: readonly (string | number)[]) => client.prepare(sql).bind(...values);
  return {
    query: async <T>(sql: string, ...values: (string | number)[]) => (await prepare(sql, values).all<T>()).results,
    write: async (statements) => void (await client.batch(statements.map(([sql, ...values]) => prepare(sql, values)))),
    original: async () => null,
    originals: async () => [],
  };
}
