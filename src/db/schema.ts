/** Every table of the database, each described in its domain; `test/schema.test.ts` compares them with the migrations. */
export * from "./archive-state.ts";
export * from "../audit/schema.ts";
export * from "../backup/schema.ts";
export * from "../data/schema.ts";
export * from "../drafts/schema.ts";
export * from "../feedback/schema.ts";
export * from "../figures/schema.ts";
export * from "../follow/schema.ts";
export * from "../heartbeat/schema.ts";
export * from "../indicators/schema.ts";
export * from "../ledger/schema.ts";
export * from "../outbox/schema.ts";
export * from "../press/schema.ts";
export * from "../reports/schema.ts";
export * from "../search/schema.ts";
export * from "../staff/schema.ts";
