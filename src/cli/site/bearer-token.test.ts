import { expect, test } from "vitest";
import { newBearerToken, tokenSql } from "./bearer-token.ts";

test("a token is long, random and safe in a header", () => {
  expect(newBearerToken()).toMatch(/^gs_[\w-]{43}$/);
  expect(newBearerToken()).not.toBe(newBearerToken());
});

test("the statement holds the hash, never the token, and the expiry asked for", () => {
  const sql = tokenSql("gs_secret", "编辑", { scopes: ["publish"] }, 30, new Date("2026-01-01T00:00:00Z"));
  expect(sql).not.toContain("gs_secret");
  expect(sql).toContain("'2026-01-31T00:00:00.000Z'");
});

test("a quotation mark in a name stays inside its string", () => {
  expect(tokenSql("t", "O'Brien'); DROP TABLE reports; --", { scopes: ["publish"] }, 1)).toContain(
    "'O''Brien''); DROP TABLE reports; --'",
  );
});
