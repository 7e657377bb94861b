import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = globSync("src/**/*.{ts,tsx}").filter(
  (path) => !path.startsWith("src/cli/") && !path.endsWith(".test.ts") && !path.endsWith("db/statements.test.ts"),
);
const filesWith = (sign: RegExp) => files.filter((path) => sign.test(readFileSync(path, "utf8"))).toSorted();

/** They write names of tables and columns, which cannot be bound, into a statement: their own, or the database's. */
const NAMES_ONLY = ["src/backup/restore-store.ts", "src/search/fts5/reindex-store.ts"];

test("values reach the database as parameters: text goes into a statement by sql.raw in few known places, as names", () => {
  expect(files.length).toBeGreaterThan(400);
  expect(filesWith(/\bsql\.raw\(/)).toEqual(NAMES_ONLY);
});

test("a table is named by its schema, so that a column is renamed there; only the backup takes names from the database", () => {
  // The doctor computes anew, without the stores' own code, what they and the triggers keep.
  const inDomains = (path: string) => !/^src\/(?:node|doctor)\//.test(path);
  expect(filesWith(/\b(?:FROM|JOIN|UPDATE|INTO|TABLE) (?!json_each|head|levels)[a-z]/).filter(inDomains)).toEqual([
    "src/backup/backup-store.ts",
  ]);
  expect(filesWith(/\.prepare\(/).filter(inDomains)).toEqual([
    "src/backup/backup-store.ts",
    "src/backup/restore-store.ts",
    "src/db/client.ts",
    "src/db/size.ts",
    "src/db/timed-database.ts",
  ]);
});

test("nothing that was typed becomes a pattern of LIKE or GLOB, which D1 refuses beyond 50 bytes", () => {
  expect(filesWith(/\b(?:LIKE|GLOB)\s*(?:\?|\$\{|:)|\b(?:like|notLike|ilike)\(/)).toEqual([]);
});
