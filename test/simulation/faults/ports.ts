import type { ReadingAnswer } from "../../../src/ingest/reader.ts";
import type { IndexWriter } from "../../../src/search/index-writer.ts";
import type { AskServer, Question } from "../../../src/search/meilisearch/ask.ts";
import { SearchUnavailable } from "../../../src/search/search-unavailable.ts";
import { faultyBucket } from "./faulty-bucket.ts";
import { faultyDatabase } from "./faulty-database.ts";
import { faultyWriter } from "./faulty-writer.ts";
import type { Step } from "./steps.ts";

/** What a request can reach outside itself; the queue, the webhook, clock and chance aside, which no planted bug wraps. */
export interface Ports {
  db: D1Database;
  files: R2Bucket;
  /** Writes to the index outside the database. */
  writer: IndexWriter;
  /** Asks it. */
  ask: AskServer;
  /** The Worker that reads files. */
  pdf: (bytes: Uint8Array) => Promise<ReadingAnswer>;
}

const PATIENCE_MS = 900;

/** The same ports, at which each call is one step that may meet a fault. */
export function faultyPorts(real: Ports, step: Step): Ports {
  return {
    db: faultyDatabase(real.db, step),
    files: faultyBucket(real.files, step),
    writer: faultyWriter(real.writer, step),
    ask: <T>(questions: readonly Question[]) =>
      step("search", "ask", () => real.ask<T>(questions), {
        error: () => new SearchUnavailable("network"),
        patience: PATIENCE_MS,
      }),
    pdf: (bytes) =>
      step("pdf", "read", () => real.pdf(bytes), {
        error: () => new Error("Worker exceeded resource limits."),
      }),
  };
}
