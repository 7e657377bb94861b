import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const staffMembers = sqliteTable("staff", {
  email: text().primaryKey(),
  name: text().notNull(),
  roles: text({ mode: "json" }).$type<string[]>().notNull(),
  bureaus: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  active: integer({ mode: "boolean" }).notNull().default(true),
  createdAt: text("created_at").notNull(),
  updatedAt: text("updated_at").notNull(),
  supervisorProposedBy: text("supervisor_proposed_by"),
});

export const apiTokens = sqliteTable("api_tokens", {
  id: integer().primaryKey(),
  tokenSha256: text("token_sha256").notNull(),
  name: text().notNull(),
  role: text({ enum: ["admin", "publisher", "scoped"] }).notNull(),
  createdAt: text("created_at").notNull(),
  expiresAt: text("expires_at").notNull(),
  revokedAt: text("revoked_at"),
  scopes: text({ mode: "json" }).$type<string[]>(),
  bureaus: text({ mode: "json" }).$type<string[]>().notNull().default([]),
  createdBy: text("created_by"),
  lastUsedAt: text("last_used_at"),
  revokedBy: text("revoked_by"),
});

export const staffKeys = sqliteTable("staff_keys", {
  name: text().primaryKey(),
  key: text().notNull(),
  createdAt: text("created_at").notNull(),
});

export const endedSessions = sqliteTable("ended_sessions", {
  id: text().primaryKey(),
  until: text().notNull(),
});

export const localAccounts = sqliteTable("local_accounts", {
  email: text().primaryKey(),
  password: text().notNull(),
  secret: text().notNull(),
  recovery: text({ mode: "json" }).$type<string[]>().notNull(),
  enrolledAt: text("enrolled_at").notNull(),
});

export const accountInvitations = sqliteTable("account_invitations", {
  email: text().primaryKey(),
  codeSha256: text("code_sha256").notNull(),
  secret: text().notNull(),
  until: text().notNull(),
  madeBy: text("made_by").notNull(),
});

export const spentCodes = sqliteTable(
  "spent_codes",
  {
    email: text().notNull(),
    code: text().notNull(),
    until: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.email, table.code] })],
);
