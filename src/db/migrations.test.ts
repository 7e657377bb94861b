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

/** What a migration takes away that the code before it may read or write. */
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
