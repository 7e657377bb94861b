import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { D1_LIMITS, d1OverSqlite } from "./d1-over-sqlite.ts";

function openDatabase() {
  const sqlite = new DatabaseSync(":memory:", { limits: D1_LIMITS });
  const db = d1OverSqlite(sqlite);
  sqlite.exec("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT UNIQUE) STRICT");
  return db;
}

test("a batch is committed whole or not at all, and a broken constraint is told in D1's words", async () => {
  const db = openDatabase();
  const insert = db.prepare("INSERT INTO kept (text) VALUES (?)");
  const [first, second] = await db.batch([insert.bind("一"), insert.bind("二")]);
  expect([first?.meta.changes, second?.meta.last_row_id]).toEqual([1, 2]);
  await expect(db.batch([insert.bind("三"), insert.bind("一")])).rejects.toThrow(
    "D1_ERROR: UNIQUE constraint failed: kept.text: SQLITE_CONSTRAINT",
  );
  expect(await db.prepare("SELECT count(*) AS n FROM kept").first("n")).toBe(2);
});

test("what D1 would refuse is refused: parameters, values, statements, patterns, compounds", async () => {
  const db = openDatabase();
  const marks = (n: number) => Array.from({ length: n }, () => "?").join(", ");
  const list = (n: number) =>
    db.prepare(`SELECT 1 WHERE 1 IN (${marks(n)})`).bind(...Array.from({ length: n }, () => 1));
  expect((await list(100).all()).results).toHaveLength(1);
  await expect(list(101).all()).rejects.toThrow("too many SQL variables");
  const insert = db.prepare("INSERT INTO kept (text) VALUES (?)");
  await expect(insert.bind("字".repeat(666_667)).run()).rejects.toThrow("SQLITE_TOOBIG");
  await expect(db.prepare(`SELECT '${"x".repeat(100_000)}'`).all()).rejects.toThrow("too big");
  await expect(db.prepare("SELECT 'a' LIKE ?").bind("字".repeat(17)).all()).rejects.toThrow("pattern");
  await expect(db.prepare(Array(6).fill("SELECT 1").join(" UNION ALL ")).all()).rejects.toThrow("too many terms");
  expect(() => insert.bind(undefined)).toThrow("D1_TYPE_ERROR");
});

test("columns of one name stay apart in raw answers, and nothing is said of rows that were not counted", async () => {
  const db = openDatabase();
  const joined = db.prepare("SELECT 1 AS id, 2 AS id");
  expect(await joined.raw()).toEqual([[1, 2]]);
  const { meta } = await joined.all();
  expect(meta.rows_read).toBeUndefined();
  expect(meta.rows_written).toBeUndefined();
  expect(meta.size_after).toBeGreaterThan(0);
});

test("a row number beyond JavaScript's numbers is written all the same", async () => {
  const db = openDatabase();
  const answer = await db.prepare("INSERT INTO kept (id, text) VALUES (9008298766368768, 'x')").run();
  expect(answer.meta.changes).toBe(1);
});
