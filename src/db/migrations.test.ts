import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";

const files = globSync("migrations/*.sql").toSorted();
const withoutRemarks = (sql: string) => sql.replaceAll(/--.*$/gm, "");
/** A column that older code does not fill in needs a value of its own. */
const NEEDS_A_VALUE = /\bADD\s+COLUMN\b(?![^;]*\bDEFAULT\b)[^;]*\bNOT\s+NULL\b/i;

/** `table.column` of everything that code can read or write. */
const columnsOf = (db: DatabaseSync) =>
  db
    .prepare(
      "SELECT m.name || '.' || c.name AS place FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'",
    )
    .all()
    .map(({ place }) => String(place));

const apply = (db: DatabaseSync, sql: string) => db.exec(`BEGIN; ${sql}; COMMIT`);

/** The columns and tables that a migration takes away from the code before it. */
function takenAway(db: DatabaseSync, sql: string): string[] {
  const before = columnsOf(db);
  apply(db, sql);
  const after = new Set(columnsOf(db));
  return before.filter((place) => !after.has(place));
}

test("migrations are numbered in order, each number once", () => {
  const numbers = files.map((file) => /(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(files.length);
});

test("no migration takes anything away that the code before it reads or writes", () => {
  const db = new DatabaseSync(":memory:");
  for (const file of files) {
    const sql = readFileSync(file, "utf8");
    expect(takenAway(db, sql), file).toEqual([]);
    expect(withoutRemarks(sql), file).not.toMatch(NEEDS_A_VALUE);
  }
});

test.each(["DROP TABLE reports;", "ALTER TABLE reports DROP COLUMN note;", "ALTER TABLE reports RENAME TO papers;"])(
  "%s would be found",
  (sql) => {
    const db = new DatabaseSync(":memory:");
    db.exec("CREATE TABLE reports (id INTEGER PRIMARY KEY, note TEXT)");
    expect(takenAway(db, sql)).not.toEqual([]);
  },
);

test("a column without a value for older code would be found", () => {
  expect("ALTER TABLE reports ADD COLUMN pages INTEGER NOT NULL;").toMatch(NEEDS_A_VALUE);
});

test("the table of feedback that is made anew keeps every row and what refers to it", () => {
  const db = new DatabaseSync(":memory:");
  db.exec("PRAGMA foreign_keys = on");
  const numberOf = (file: string) => Number(/(\d{4})_/.exec(file)?.[1]);
  for (const file of files) if (numberOf(file) < 90) apply(db, readFileSync(file, "utf8"));
  const facts = "title, text, text_digest, submitted_at, status, consent, clock_from, deadlines";
  const row = "'', 'x', 'x', '2026', 'submitted', 0, '2026', '{}'";
  db.exec(`INSERT INTO feedback (receipt_sha256, kind, ${facts}) VALUES ('a', 'error', ${row}), ('b', 'denunciation', ${row});
    INSERT INTO feedback_history VALUES (1, 1, 'x', 'submit', 'submitted', 'author', '', 1), (2, 1, 'x', 'submit', 'submitted', 'author', '', 1)`);
  for (const file of files) if (numberOf(file) === 90) apply(db, readFileSync(file, "utf8"));
  const kept = db.prepare("SELECT id, kind, confidential FROM feedback ORDER BY id").all();
  expect(kept.map((each) => ({ ...each }))).toEqual([
    { id: 1, kind: "error", confidential: 0 },
    { id: 2, kind: "denunciation", confidential: 1 },
  ]);
  expect(db.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
});

test("what earlier versions told of denunciations in the open log and in messages is moved and taken out", () => {
  const db = new DatabaseSync(":memory:");
  const numberOf = (file: string) => Number(/(\d{4})_/.exec(file)?.[1]);
  for (const file of files) if (numberOf(file) < 220) apply(db, readFileSync(file, "utf8"));
  const facts = "title, text, text_digest, submitted_at, status, consent, clock_from, deadlines";
  const row = "'', 'x', 'x', '2026', 'submitted', 0, '2026', '{}'";
  db.exec(`INSERT INTO feedback (id, receipt_sha256, kind, confidential, ${facts}) VALUES (1, 'a', 'error', 0, ${row}), (2, 'b', 'denunciation', 1, ${row});
    INSERT INTO audit_log (at, actor, action, subject, detail) VALUES
      ('1', 'x', 'feedback.submit', '/feedback/1', '{"bureau":"a"}'), ('2', 'x', 'feedback.submit', '/feedback/2', '{"kind":"denunciation","bureau":"secret"}'),
      ('3', 'x', 'report.published', '/reports/a/2023', '{}');
    INSERT INTO outbox (kind, payload, created_at, available_at) VALUES
      ('notify', '{"event":"feedback.received","feedback":2,"kind":"denunciation","bureau":"secret","due":"2026"}', '1', '1'),
      ('notify', '{"event":"feedback.received","feedback":1,"kind":"error","bureau":"a"}', '1', '1')`);
  for (const file of files) if (numberOf(file) === 220) apply(db, readFileSync(file, "utf8"));
  const all = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map((each) => ({ ...each }));
  expect(all("SELECT subject FROM audit_log ORDER BY id")).toEqual([
    { subject: "/feedback/1" },
    { subject: "/reports/a/2023" },
  ]);
  expect(all("SELECT at, subject, detail FROM confidential_audit_log")).toEqual([
    { at: "2", subject: "/feedback/2", detail: '{"kind":"denunciation"}' },
  ]);
  expect(all("SELECT payload FROM outbox ORDER BY id").map(({ payload }) => payload)).toEqual([
    '{"event":"feedback.received","kind":"denunciation"}',
    '{"event":"feedback.received","feedback":1,"kind":"error","bureau":"a"}',
  ]);
  expect(() => db.exec("DELETE FROM audit_log")).toThrow("append-only");
});

test("attachments that earlier versions took keep their place and kind, not the name their author gave", () => {
  const db = new DatabaseSync(":memory:");
  const numberOf = (file: string) => Number(/(\d{4})_/.exec(file)?.[1]);
  for (const file of files) if (numberOf(file) < 310) apply(db, readFileSync(file, "utf8"));
  const facts = "title, text, text_digest, submitted_at, status, consent, clock_from, deadlines";
  const row = "'', 'x', 'x', '2026', 'submitted', 0, '2026', '{}'";
  db.exec(`INSERT INTO feedback (id, receipt_sha256, kind, ${facts}) VALUES (1, 'a', 'error', ${row}), (2, 'b', 'error', ${row});
    INSERT INTO feedback_attachments (feedback_id, object_key, name, type, size, sha256) VALUES
      (1, 'feedback/0a.jpg', 'Zhang.jpeg', 'image/jpeg', 1, 'x'), (2, 'feedback/0b.age', '附件1.pdf.age', 'application/age', 1, 'x'),
      (1, 'feedback/0c.docx', 'Zhang.docx', 'docx', 1, 'x')`);
  for (const file of files) if (numberOf(file) === 310) apply(db, readFileSync(file, "utf8"));
  const names = db.prepare("SELECT name FROM feedback_attachments ORDER BY id").all();
  expect(names.map(({ name }) => name)).toEqual(["附件1.jpg", "附件1.pdf.age", "附件2.docx"]);
});

test("rights for a bureau that was renamed before go to its present slug", () => {
  const db = new DatabaseSync(":memory:");
  const numberOf = (file: string) => Number(/(\d{4})_/.exec(file)?.[1]);
  for (const file of files) if (numberOf(file) < 311) apply(db, readFileSync(file, "utf8"));
  db.exec(`INSERT INTO bureaus (id, slug, name, short_name, created_at) VALUES (1, 'new', 'a', 'a', '2026'), (2, 'other', 'b', 'b', '2026');
    INSERT INTO former_slugs (slug, bureau_id) VALUES ('old', 1);
    INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at, bureaus) VALUES
      ('x', 'x', 'scoped', '2026', '2027', '["other","old"]'), ('y', 'y', 'scoped', '2026', '2027', '[]');
    INSERT INTO staff (email, name, roles, bureaus, active, created_at, updated_at) VALUES
      ('a@x.cn', 'x', '["officer"]', '["old"]', 1, '2026', '2026'), ('b@x.cn', 'x', '["officer"]', '["*"]', 1, '2026', '2026')`);
  for (const file of files) if (numberOf(file) === 311) apply(db, readFileSync(file, "utf8"));
  const of = (table: string) =>
    db
      .prepare(`SELECT bureaus FROM ${table}`)
      .all()
      .map(({ bureaus }) => bureaus);
  expect([of("api_tokens"), of("staff")]).toEqual([
    ['["other","new"]', "[]"],
    ['["new"]', '["*"]'],
  ]);
});
