import { expect, test } from "vitest";
import { drafts } from "../drafts/schema.ts";
import { ledgerNodes } from "../ledger/schema.ts";
import { breaks, isOvertaken } from "./broken-constraint.ts";

const failure = (message: string) => new Error(`D1_ERROR: ${message}: SQLITE_CONSTRAINT`);

test("a failed write says which column refused it, whether D1 says so itself or as the cause", () => {
  const stale = failure("NOT NULL constraint failed: drafts.version");
  expect(breaks(stale, "NOT NULL", drafts.version)).toBe(true);
  expect(breaks(new Error("Failed query", { cause: stale }), "NOT NULL", drafts.version)).toBe(true);
  expect(breaks(stale, "UNIQUE", drafts.version)).toBe(false);
  expect(breaks(stale, "NOT NULL", drafts.owner)).toBe(false);
  const taken = failure("UNIQUE constraint failed: ledger_nodes.level, ledger_nodes.idx");
  expect(breaks(taken, "UNIQUE", ledgerNodes.level)).toBe(true);
});

test("only a key that is taken or a row that is gone counts as overtaken", () => {
  expect(isOvertaken(failure("UNIQUE constraint failed: reports.bureau_id, reports.year"))).toBe(true);
  expect(isOvertaken(failure("CHECK constraint failed: year BETWEEN 1990 AND 2100"))).toBe(false);
  expect(isOvertaken(new Error("Network connection lost"))).toBe(false);
});
