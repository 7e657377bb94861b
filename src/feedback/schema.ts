import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Deadlines } from "./deadlines.ts";
import type { EventType, Publication, Status } from "./feedback.ts";
import type { Kind } from "./kind.ts";

export const feedback = sqliteTable("feedback", {
  id: integer().primaryKey(),
  receiptSha256: text("receipt_sha256").notNull(),
  kind: text().$type<Kind>().notNull(),
  title: text().notNull(),
  text: text().notNull(),
  textDigest: text("text_digest").notNull(),
  aboutBureauId: integer("about_bureau_id"),
  reportId: integer("report_id"),
  revision: integer(),
  section: text(),
  sectionHeading: text("section_heading"),
  anchor: text(),
  quote: text(),
  bureauId: integer("bureau_id"),
  submittedAt: text("submitted_at").notNull(),
  status: text().$type<Status>().notNull(),
  waiting: integer({ mode: "boolean" }).notNull().default(false),
  round: integer().$type<0 | 1>().notNull().default(0),
  extended: integer({ mode: "boolean" }).notNull().default(false),
  transfers: integer().notNull().default(0),
  overdue: integer({ mode: "boolean" }).notNull().default(false),
  draftBy: text("draft_by"),
  rated: integer({ mode: "boolean" }).notNull().default(false),
  consent: integer({ mode: "boolean" }).notNull(),
  publication: text().$type<Publication>().notNull().default("private"),
  replyPublic: integer("reply_public", { mode: "boolean" }).notNull().default(false),
  corrected: integer({ mode: "boolean" }).notNull().default(false),
  reopenUntil: text("reopen_until"),
  clockFrom: text("clock_from").notNull(),
  due: text(),
  deadlines: text({ mode: "json" }).$type<Deadlines>().notNull(),
  answeredAt: text("answered_at"),
  settledAt: text("settled_at"),
  wasOverdue: integer("was_overdue", { mode: "boolean" }).notNull().default(false),
  correctionRevision: integer("correction_revision"),
  publicTitle: text("public_title"),
  publicText: text("public_text"),
  publishedAt: text("published_at"),
  contactKey: text("contact_key"),
  contactBox: text("contact_box"),
  erasedAt: text("erased_at"),
  seq: integer().notNull().default(1),
  confidential: integer({ mode: "boolean" }).notNull().default(false),
  heldUntil: text("held_until"),
  sealedTo: text("sealed_to", { mode: "json" }).$type<string[]>(),
  authorKey: text("author_key"),
  stoppedOn: text("stopped_on"),
  stops: integer().notNull().default(0),
  calendar: integer().notNull().default(0),
  /** The feedback with which this one is handled. */
  joinedTo: integer("joined_to"),
  /** How many others said that they met the same. */
  supports: integer().notNull().default(0),
});

export const feedbackHistory = sqliteTable(
  "feedback_history",
  {
    feedbackId: integer("feedback_id").notNull(),
    seq: integer().notNull(),
    at: text().notNull(),
    event: text().$type<EventType | "submit" | "seal">().notNull(),
    status: text().$type<Status>().notNull(),
    actorKind: text("actor_kind", { enum: ["author", "staff", "system"] }).notNull(),
    note: text().notNull().default(""),
    public: integer({ mode: "boolean" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.feedbackId, table.seq] })],
);

export const feedbackReplies = sqliteTable("feedback_replies", {
  id: integer().primaryKey(),
  feedbackId: integer("feedback_id").notNull(),
  round: integer().notNull(),
  text: text().notNull(),
  draftedBy: text("drafted_by").notNull(),
  draftedAt: text("drafted_at").notNull(),
  state: text({ enum: ["draft", "returned", "approved"] }).notNull(),
  decidedBy: text("decided_by"),
  decidedAt: text("decided_at"),
  decisionNote: text("decision_note").notNull().default(""),
  publicText: text("public_text"),
  publishedAt: text("published_at"),
});

export const feedbackSupplements = sqliteTable("feedback_supplements", {
  id: integer().primaryKey(),
  feedbackId: integer("feedback_id").notNull(),
  at: text().notNull(),
  text: text().notNull(),
});

export const feedbackRatings = sqliteTable(
  "feedback_ratings",
  {
    feedbackId: integer("feedback_id").notNull(),
    round: integer().notNull(),
    rating: text({ enum: ["satisfied", "fair", "dissatisfied"] }).notNull(),
    reason: text().notNull().default(""),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.feedbackId, table.round] })],
);

export const feedbackAttachments = sqliteTable("feedback_attachments", {
  id: integer().primaryKey(),
  feedbackId: integer("feedback_id").notNull(),
  objectKey: text("object_key").notNull(),
  name: text().notNull(),
  type: text().notNull(),
  size: integer().notNull(),
  sha256: text().notNull(),
  erasedAt: text("erased_at"),
});

export const feedbackModeration = sqliteTable("feedback_moderation", {
  id: integer().primaryKey(),
  feedbackId: integer("feedback_id").notNull(),
  replyId: integer("reply_id"),
  at: text().notNull(),
  actor: text().notNull(),
  action: text({ enum: ["published", "hidden"] }).notNull(),
  reason: text().notNull(),
  shown: text(),
});

export const feedbackReads = sqliteTable(
  "feedback_reads",
  {
    email: text().notNull(),
    feedbackId: integer("feedback_id").notNull(),
    seq: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.email, table.feedbackId] })],
);

export const feedbackIdempotency = sqliteTable("feedback_idempotency", {
  keyDigest: text("key_digest").primaryKey(),
  payloadDigest: text("payload_digest").notNull(),
  salt: text().notNull(),
  claim: text().notNull(),
  claimedAt: text("claimed_at").notNull(),
  due: text().notNull(),
  feedbackId: integer("feedback_id"),
});

export const feedbackQuotas = sqliteTable(
  "feedback_quotas",
  {
    bucket: text().notNull(),
    visitor: text().notNull(),
    window: integer().notNull(),
    used: integer().notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bucket, table.visitor, table.window] })],
);

export const feedbackSalts = sqliteTable("feedback_salts", {
  day: text().primaryKey(),
  salt: text().notNull(),
});

export const feedbackSecrets = sqliteTable("feedback_secrets", {
  name: text().primaryKey(),
  value: text().notNull(),
  createdAt: text("created_at").notNull(),
});

export const feedbackSettings = sqliteTable("feedback_settings", {
  name: text().primaryKey(),
  value: text({ mode: "json" }).notNull(),
  changedAt: text("changed_at").notNull(),
  changedBy: text("changed_by").notNull(),
});

export const feedbackHandovers = sqliteTable("feedback_handovers", {
  id: integer().primaryKey(),
  feedbackId: integer("feedback_id").notNull(),
  at: text().notNull(),
  by: text().notNull(),
  sealedTo: text("sealed_to", { mode: "json" }).$type<string[]>().notNull(),
  text: text().notNull(),
});

export const supervisorKeys = sqliteTable("supervisor_keys", {
  recipient: text().primaryKey(),
  holder: text().notNull(),
  addedAt: text("added_at").notNull(),
  retiredAt: text("retired_at"),
  retiredBy: text("retired_by"),
});
