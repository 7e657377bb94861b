/**
 * The map of `src/`, top to bottom. A file imports what stands in its own row or in a row below, types counted. The longest
 * name that fits a file places it; a name is a folder, a file or, with `*`, the end of a path. Rooms of one domain in the
 * same row may import each other in one direction only. Decision 0116.
 */
export const HOUSE_MAP: readonly (readonly string[])[] = [
  // Files that a platform or a person starts.
  ["worker.ts", "reader-worker.ts", "visitor-counters.ts", "node", "cli"],
  ["app.ts", "cron.ts", "queue.ts", "compose.ts", "deliveries.ts", "db/schema.ts"],
  // The edge: app.ts mounts these.
  ["*routes.tsx", "*api.ts"],
  ["console/clock-settings-page.tsx", "console/dashboard", "console/desk", "console/reports"],
  ["console/cases"],
  // The masthead of the console names its pages in their own words.
  ["console", "console/desk/publish-words.ts", "console/reports/reports-words.ts"],
  ["doctor", "home", "compare", "api", "backup", "data", "embed", "follow", "mcp", "site"],
  ["drafts"],
  ["search/page", "figures/figures-page.tsx", "indicators/pages"],
  ["reports/card", "reports/desk", "reports/publish"],
  ["reports/quote", "reports/diff"],
  ["reports/pages"],
  ["reports/formats"],
  ["feedback/author", "feedback/submit", "feedback/together", "press"],
  ["feedback/handle", "feedback/support"],
  ["feedback/register", "feedback/retention"],
  ["feedback/parts", "feedback/sealed"],
  ["feedback/case"],
  ["feedback/private"],
  ["feedback/seal"],
  ["feedback/guard", "feedback/holidays"],
  ["indicators/block", "indicators/notes", "indicators/record.ts"],
  ["indicators"],
  ["indicators/checks"],
  ["feedback", "figures", "indicators/reading", "indicators/indicator.ts", "indicators/point-note.ts"],
  ["feedback/target"],
  ["search/search-reports.ts", "search/address.ts", "search/suggest"],
  ["search/mark", "search/reading"],
  ["search/search-engine-of.ts", "search/indexing"],
  ["search/meilisearch"],
  ["search/fts5"],
  ["search/ranking"],
  ["search/query"],
  ["search"],
  ["ledger"],
  ["reports"],
  ["ingest/answer-reading.ts", "ingest/remote-reader.ts"],
  ["ingest/read-file.ts", "ingest/read-plain-text.ts"],
  ["ingest/read-report.ts", "ingest/fixtures"],
  ["ingest/sections.ts", "ingest/blocks.ts", "ingest/clean", "ingest/docx", "ingest/markdown"],
  ["ingest/html"],
  ["ingest/conservation"],
  ["ingest/pdf"],
  ["ingest/headings", "ingest/identity"],
  ["ingest/para.ts", "ingest/text", "ingest/signs"],
  ["ingest/gate"],
  ["ingest/package"],
  ["ingest", "ingest/pdf/pdf-limits.ts"],
  ["outbox"],
  ["staff"],
  ["heartbeat"],
  ["audit"],
  ["http", "ui"],
  ["db"],
  ["ctx.ts", "old-objects.ts", "staff/permission.ts"],
  // Nouns, contracts and pure rules that everybody may name.
  [
    "db/client.ts",
    "feedback/calendar.ts",
    "feedback/clock.ts",
    "feedback/guard/counters.ts",
    "feedback/guard/digest.ts",
    "feedback/guard/turnstile.ts",
    "feedback/kind.ts",
    "follow/mailer.ts",
    "follow/outlets.ts",
    "ingest/document.ts",
    "ingest/signs/standard-outline.ts",
    "ingest/reader.ts",
    "ingest/text/radicals.ts",
    "outbox/message.ts",
    "press/press-use.ts",
    "reports/bureau.ts",
    "reports/report.ts",
    "reports/slugs.ts",
    "reports/traits.ts",
    "search/catalog.ts",
    "search/engine.ts",
    "search/facets.ts",
    "search/index-writer.ts",
    "search/text/lay-words.ts",
    "search/text/question-words.ts",
    "search/indexing/rebuild-phase.ts",
    "search/text/fold.ts",
    "staff/role.ts",
  ],
  // The files beside these folders: addresses, days, errors, digests.
  [".", "pinyin", "declarations"],
];

/** Imports against the map, each with its reason. */
export const CLIMBS: Readonly<Record<string, string>> = {
  "audit/read-store.ts → feedback/schema.ts":
    "what happened to a confidential matter is told to fewer: a join, not two journeys",
  "outbox/store.ts → reports/schema.ts": "a message names its report by bureau and year: a join, not two journeys",
  "reports/read-store.ts → figures/schema.ts":
    "a page that tells of a revision's figures reads it in one journey: a join",
  "reports/read-store.ts → ledger/schema.ts": "a revision is shown with its place in the log: a join, not two journeys",
  "staff/people-store.ts → reports/schema.ts":
    "the list of bureaus that an officer may act for is one statement, without their counts",
};

/** The stores that another domain may write to: a change and its audit row or message are one batch. */
export const OPEN_STORES: readonly string[] = ["audit", "outbox"];

/** What `http/` and `ui/` may import: no domain. */
export const BELOW_EVERY_DOMAIN: readonly string[] = ["http", "ui", "db", "."];

export const MOST_FILES_IN_FOLDER = 20;
