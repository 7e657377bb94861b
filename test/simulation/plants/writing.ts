import type { Plant } from "../faults/plant.ts";
import { apart, isOf, rewritten, withBatch } from "./ways.ts";

/** Bugs in writes that belong together, and in the order of writers. */
export const PLANTS_IN_WRITING: Plant[] = [
  {
    name: "audit-apart",
    seed: 17,
    wrong: "the audit row is written after the batch of its change",
    wrap: apart("audit_log"),
  },
  { name: "outbox-apart", seed: 60, wrong: "the outbox row is written after the commit", wrap: apart("outbox") },
  {
    name: "ledger-apart",
    seed: 60,
    wrong: "the leaf is written after the batch that it records",
    wrap: apart("ledger_entries"),
  },
  {
    name: "key-apart",
    seed: 59,
    wrong: "the idempotency key is bound to its feedback after the commit",
    wrap: apart("feedback_idempotency"),
  },
  {
    name: "torn-batch",
    seed: 3,
    wrong: "a batch is several commits",
    wrap: (ports) =>
      withBatch(ports, async (statements) => {
        const answers: D1Result[] = [];
        for (let at = 0; at < statements.length; at += 4)
          answers.push(...(await ports.db.batch(statements.slice(at, at + 4))));
        return answers;
      }),
  },
  {
    name: "original-late",
    seed: 64,
    wrong: "the original is stored beside the batch instead of before it",
    wrap: (ports, step, real) => ({
      ...ports,
      files: {
        ...ports.files,
        put: async (key: string, bytes: Uint8Array, options?: R2PutOptions) => {
          if (!key.startsWith("originals/")) return ports.files.put(key, bytes, options);
          step.beside("original", (own) => own("files", "put, late", () => real.files.put(key, bytes, options)));
          return { key };
        },
      } as unknown as R2Bucket,
    }),
  },
  {
    name: "answer-first",
    seed: 28,
    wrong: "a supplement is acknowledged before it is committed",
    wrap: (ports, step, real) =>
      withBatch(ports, async (statements) => {
        if (!statements.some(isOf("feedback_supplements"))) return ports.db.batch(statements);
        const commit = () => real.db.batch(statements.map(({ sql, values }) => real.db.prepare(sql).bind(...values)));
        step.beside("commit", (own) => own("db", "batch, late", commit));
        return statements.map(() => ({ results: [], success: true, meta: {} })) as unknown as D1Result[];
      }),
  },
  {
    name: "last-writer-wins",
    seed: 6,
    wrong: "two steps from the same state of a feedback both count",
    wrap: rewritten((sql) =>
      sql.replace(/^insert into "feedback_history"/i, 'insert or ignore into "feedback_history"'),
    ),
  },
  {
    name: "standing-unguarded",
    seed: 29,
    wrong: "a report is withdrawn without a look at whether it still stands",
    wrap: rewritten((sql) =>
      sql.replace(
        /"status" = CASE WHEN "reports"."status" = \? .* THEN \? END/s,
        `"status" = substr(? || ? || ?, 1, 0) || ?`,
      ),
    ),
  },
  {
    name: "done-before-delivery",
    seed: 2,
    wrong: "an outbox row counts as delivered when it is taken",
    wrap: rewritten((sql) =>
      /^update "outbox" set "available_at" = \?, "attempts" = "outbox"."attempts" \+ 1/.test(sql)
        ? sql.replace(" + 1 where", ` + 1, done_at = '2026-03-02T00:00:00Z' where`)
        : sql.replace(
            /^update "outbox" set "available_at" = \?, "last_error" = \?/,
            'update "outbox" set "last_error" = ? || ?',
          ),
    ),
  },
];
