import { globSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";

const MIGRATION = "0210_derived_aliases.sql";

test("aliases that earlier versions derived go, those of bureaus that a person has changed stay", () => {
  const db = new DatabaseSync(":memory:");
  for (const file of globSync("migrations/*.sql").toSorted())
    if (!file.endsWith(MIGRATION)) db.exec(readFileSync(file, "utf8"));
  const add = (id: number, name: string, aliases: string[]) => {
    db.prepare(
      "INSERT INTO bureaus (id, slug, name, short_name, aliases, created_at) VALUES (?, ?, ?, ?, ?, '2026-01-01')",
    ).run(id, `b-${id}`, name, name, JSON.stringify(aliases));
    for (const one of [name, ...aliases])
      db.prepare("INSERT INTO bureau_names (name, bureau_id) VALUES (?, ?)").run(one, id);
  };
  add(1, "示例电信股份有限公司上海分公司", ["上海分公司", "示例电信上海公司"]);
  add(2, "示例电力集团北山供电局", ["北山供电局"]);
  add(3, "示例燃气有限公司西河燃气管理所", ["西河燃气管理所"]);
  add(4, "示例市东湖供水局", ["东湖供水局"]);
  db.exec(
    "INSERT INTO audit_log (at, actor, action, subject) VALUES ('2026-01-02', 'admin', 'bureau.changed', '/bureaus/b-3')",
  );
  db.exec(readFileSync(`migrations/${MIGRATION}`, "utf8"));
  const aliases = db.prepare("SELECT aliases FROM bureaus ORDER BY id").all();
  expect(aliases.map((row) => JSON.parse(String(row.aliases)))).toEqual([
    ["示例电信上海公司"],
    [],
    ["西河燃气管理所"],
    ["东湖供水局"],
  ]);
  expect(db.prepare("SELECT count(*) AS n FROM bureau_names").get()?.n).toBe(7);
});
