import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NewerDatabase } from "./migrate.ts";
import { DatabaseInUse, openDataDatabase } from "./open-database.ts";

const MIGRATIONS = [
  { name: "0002_more.sql", sql: "INSERT INTO kept VALUES ('二')" },
  { name: "0001_first.sql", sql: "CREATE TABLE kept (text TEXT); INSERT INTO kept VALUES ('一')" },
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongshi-database-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("migrations are applied once, in the order of their names, and one that fails leaves nothing behind", async () => {
  const first = openDataDatabase(folder, MIGRATIONS);
  expect(first.migrated).toBe(2);
  first.close();
  const broken = { name: "0003_broken.sql", sql: "INSERT INTO kept VALUES ('三'); INSERT INTO nowhere VALUES (1)" };
  expect(() => openDataDatabase(folder, [...MIGRATIONS, broken])).toThrow("0003_broken.sql");
  const again = openDataDatabase(folder, MIGRATIONS);
  expect(again.migrated).toBe(0);
  expect(await again.db.prepare("SELECT group_concat(text, '') AS all_text FROM kept").first("all_text")).toBe("一二");
  again.close();
});

test("a database that a later release has been at work on is refused and not touched", () => {
  openDataDatabase(folder, MIGRATIONS).close();
  expect(() => openDataDatabase(folder, MIGRATIONS.slice(1))).toThrow(NewerDatabase);
});

test("a database that wrangler migrated goes on from there", () => {
  const sqlite = new DatabaseSync(join(folder, "gongshi.sqlite"));
  sqlite.exec(`CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);
    INSERT INTO d1_migrations (name) VALUES ('0001_first.sql'); CREATE TABLE kept (text TEXT)`);
  sqlite.close();
  const opened = openDataDatabase(folder, MIGRATIONS);
  expect(opened.migrated).toBe(1);
  opened.close();
});

test("one process has a database to itself until it ends, however it ends", async () => {
  const script = `import { openDataDatabase } from ${JSON.stringify(join(import.meta.dirname, "open-database.ts"))};
    const held = openDataDatabase(process.argv[1], []); process.stdout.write("open"); setInterval(() => held.db, 1000);`;
  const flags = ["--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "-e", script, folder];
  const other = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] });
  await once(other.stdout, "data");
  try {
    expect(() => openDataDatabase(folder, [])).toThrow(DatabaseInUse);
  } finally {
    other.kill("SIGKILL");
    await once(other, "exit");
  }
  openDataDatabase(folder, []).close();
});
