import type { SimStatement } from "./faulty-database.ts";
import type { Plant, Ports } from "./plant.ts";

const isOf = (table: string) => (statement: SimStatement) =>
  new RegExp(`(INTO|UPDATE) ${table}\\b`).test(statement.sql);

/** Another batch function before the same database. */
const withBatch = (ports: Ports, batch: (statements: SimStatement[]) => Promise<D1Result[]>): Ports => ({
  ...ports,
  db: { prepare: ports.db.prepare, batch } as unknown as D1Database,
});

/** Statements that belong in the batch are written after it. */
const apart = (table: string) => (ports: Ports) =>
  withBatch(ports, async (statements) => {
    const late = statements.filter(isOf(table));
    if (late.length === 0 || late.length === statements.length) return ports.db.batch(statements);
    const answers = await ports.db.batch(statements.filter((statement) => !late.includes(statement)));
    await ports.db.batch(late);
    let next = 0;
    return statements.map((statement) => (late.includes(statement) ? answers[0] : answers[next++])) as D1Result[];
  });

/** Statements as some other ones. */
const rewritten = (change: (sql: string) => string) => (ports: Ports) => ({
  ...ports,
  db: { prepare: (sql: string) => ports.db.prepare(change(sql)), batch: ports.db.batch } as unknown as D1Database,
});

export const PLANTS: Plant[] = [
  { name: "audit-apart", wrong: "the audit row is written after the batch of its change", wrap: apart("audit_log") },
  { name: "outbox-apart", wrong: "the outbox row is written after the commit", wrap: apart("outbox") },
  { name: "ledger-apart", wrong: "the leaf is written after the batch that it records", wrap: apart("ledger_entries") },
  {
    name: "key-apart",
    wrong: "the idempotency key is bound to its feedback after the commit",
    wrap: apart("feedback_idempotency"),
  },
  {
    name: "torn-batch",
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
    wrong: "the original is stored beside the batch instead of before it",
    wrap: (ports, step, real) => ({
      ...ports,
      files: {
        ...ports.files,
        put: async (key: string, bytes: Uint8Array, options?: R2PutOptions) => {
          if (!key.startsWith("originals/")) return ports.files.put(key, bytes, options);
          step.beside("original", (own) => own("files put, late", () => real.files.put(key, bytes, options)));
          return { key };
        },
      } as unknown as R2Bucket,
    }),
  },
  {
    name: "answer-first",
    wrong: "a supplement is acknowledged before it is committed",
    wrap: (ports, step, real) =>
      withBatch(ports, async (statements) => {
        if (!statements.some(isOf("feedback_supplements"))) return ports.db.batch(statements);
        const commit = () => real.db.batch(statements.map(({ sql, values }) => real.db.prepare(sql).bind(...values)));
        step.beside("commit", (own) => own("db batch, late", commit));
        return statements.map(() => ({ results: [], success: true, meta: {} })) as unknown as D1Result[];
      }),
  },
  {
    name: "last-writer-wins",
    wrong: "two steps from the same state of a feedback both count",
    wrap: rewritten((sql) => sql.replace("INSERT INTO feedback_history", "INSERT OR IGNORE INTO feedback_history")),
  },
  {
    name: "standing-unguarded",
    wrong: "a report is withdrawn without a look at whether it still stands",
    wrap: rewritten((sql) =>
      sql.replace(
        /status = CASE WHEN status = \? AND current_revision = \?\s+AND bureau_id = \(SELECT id FROM bureaus WHERE slug = \?\) THEN \? END/,
        "status = substr(? || ? || ?, 1, 0) || ?",
      ),
    ),
  },
  {
    name: "done-before-delivery",
    wrong: "an outbox row counts as delivered when it is taken",
    wrap: rewritten((sql) =>
      /UPDATE outbox SET available_at = \?, attempts = attempts \+ 1/.test(sql)
        ? sql.replace("attempts = attempts + 1", "attempts = attempts + 1, done_at = '2026-03-02T00:00:00Z'")
        : sql.replace(
            /UPDATE outbox SET available_at = \?, last_error = \? WHERE id = \?/,
            "UPDATE outbox SET last_error = ? || ? WHERE id = ?",
          ),
    ),
  },
  {
    name: "forgets-removal",
    wrong: "a withdrawn report stays in the index outside the database",
    wrap: (ports) => ({
      ...ports,
      writer: { ...ports.writer, removeOthers: (index) => ports.writer.put(index, []) },
    }),
  },
  {
    name: "enqueued-is-done",
    wrong: "a task of the index counts when it is enqueued",
    wrap: (ports) => ({ ...ports, writer: { ...ports.writer, task: async () => ({ state: "succeeded" }) } }),
  },
  {
    name: "index-hints-only",
    wrong: "the index follows the queue alone: what is not in a message is not indexed",
    wrap: rewritten((sql) =>
      /FROM outbox\b[\s\S]*LIMIT/.test(sql) && /kind = 'index'/.test(sql)
        ? sql.replace("UPDATE outbox", "UPDATE outbox").replace(/available_at <= \?/, "available_at <= ? AND id < 0")
        : sql,
    ),
  },
];
