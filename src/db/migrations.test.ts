import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = globSync("migrations/*.sql").toSorted();
const withoutRemarks = (sql: string) => sql.replaceAll(/--.*$/gm, "");
/** What code from before a migration may rely on, and this would take away. */
const TAKES_AWAY = /\bDROP\s+TABLE\b|\bDROP\s+COLUMN\b|\bRENAME\s+(?:TO|COLUMN)\b/i;
/** A column that older code does not fill in needs a value of its own. */
const NEEDS_A_VALUE = /\bADD\s+COLUMN\b(?![^;]*\bDEFAULT\b)[^;]*\bNOT\s+NULL\b/i;

test("migrations are numbered in order, each number once", () => {
  const numbers = files.map((file) => /(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(files.length);
});

test.each(files)("%s takes nothing away that the code before it reads or writes", (file) => {
  const sql = withoutRemarks(readFileSync(file, "utf8"));
  expect(sql).not.toMatch(TAKES_AWAY);
  expect(sql).not.toMatch(NEEDS_A_VALUE);
});

test.each([
  ["DROP TABLE reports;", TAKES_AWAY],
  ["ALTER TABLE reports DROP COLUMN year;", TAKES_AWAY],
  ["ALTER TABLE reports RENAME TO papers;", TAKES_AWAY],
  ["ALTER TABLE reports ADD COLUMN pages INTEGER NOT NULL;", NEEDS_A_VALUE],
])("%s would be found", (sql, sign) => {
  expect(sql).toMatch(sign);
});
