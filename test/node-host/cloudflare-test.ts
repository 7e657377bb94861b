import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inject } from "vitest";
import { memoryCounters } from "../../src/feedback/guard/counters.ts";
import { answerReading } from "../../src/ingest/answer-reading.ts";
import { backgroundWork } from "../../src/node/background.ts";
import { openAssets } from "../../src/node/files/assets.ts";
import { openFolderBucket } from "../../src/node/files/folder-bucket.ts";
import { startHints } from "../../src/node/hints.ts";
import { D1_LIMITS, d1OverSqlite } from "../../src/node/sqlite/d1-over-sqlite.ts";
import { migrate } from "../../src/node/sqlite/migrate.ts";
import { createApp } from "../../src/app.ts";
import { answerAtOnce } from "../../src/http/page-cache/front.ts";
import { runQueue } from "../../src/queue.ts";

// What the Worker's tests import from `cloudflare:test` and `cloudflare:workers`, on the storage of the Node host.

declare module "vitest" {
  interface ProvidedContext {
    bindings: Pick<Cloudflare.Env, "MIGRATIONS" | "REAL_REPORTS" | "SAMPLES" | "MEILISEARCH">;
  }
}

const { MIGRATIONS, ...bindings } = inject("bindings");
const migrated = new DatabaseSync(":memory:");
migrate(
  migrated,
  MIGRATIONS.map(({ name, queries }) => ({ name, sql: queries.join(";\n") })),
);
const migratedBytes = migrated.serialize();
migrated.close();

function openMigrated(): D1Database {
  const sqlite = new DatabaseSync(":memory:", { limits: D1_LIMITS });
  sqlite.deserialize(migratedBytes);
  return d1OverSqlite(sqlite);
}

let database = openMigrated();
const DB = {
  prepare: (sql: string) => database.prepare(sql),
  batch: (statements: D1PreparedStatement[]) => database.batch(statements),
  exec: (sql: string) => database.exec(sql),
} as unknown as D1Database;

const folder = mkdtempSync(join(tmpdir(), "gongshi-node-host-"));
let files = await openFolderBucket(folder);
const FILES = new Proxy({} as R2Bucket, { get: (_, name) => Reflect.get(files, name) as unknown });
process.once("exit", () => void rm(folder, { recursive: true, force: true }));

let counters = memoryCounters();
const COUNTERS = { idFromName: (name: string) => name, get: () => counters };

const hints = startHints((messages) => runQueue(messages, env));

export const env = {
  ...bindings,
  MIGRATIONS,
  ENVIRONMENT: "development",
  SITE_ORIGIN: "",
  DB,
  FILES,
  QUEUE: hints,
  COUNTERS,
  READER: { fetch: (url: string, init: RequestInit) => answerReading(new Request(url, init)) },
  ASSETS: openAssets(new URL("../../assets", import.meta.url).pathname),
  VERSION: { id: "", tag: "", timestamp: "" },
} as unknown as Cloudflare.Env;

/** An empty, migrated archive in place of the stored one. */
export async function startAnew(): Promise<void> {
  database = openMigrated();
  counters = memoryCounters();
  await rm(folder, { recursive: true, force: true });
  files = await openFolderBucket(folder);
}

const settled = new WeakMap<ExecutionContext, () => Promise<void>>();

export function createExecutionContext(): ExecutionContext {
  const background = backgroundWork();
  settled.set(background.context, background.settled);
  return background.context;
}

export const waitOnExecutionContext = async (context: ExecutionContext) => settled.get(context)?.();

const app = createApp();
const shared = createExecutionContext();

/** As a client would ask: redirects are followed unless it says otherwise, and compressed answers are unpacked. */
async function fetchFromWorker(input: string | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const response = answerAtOnce(request) ?? (await app.fetch(request, env, shared));
  const location = response.headers.get("Location");
  if (location !== null && request.redirect === "follow" && response.status >= 300 && response.status < 400)
    return fetchFromWorker(new URL(location, request.url).href, { headers: request.headers });
  if (response.headers.get("Content-Encoding") !== "gzip" || !response.body) return response;
  const body = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { status: response.status, headers: response.headers });
}

export const SELF = { fetch: fetchFromWorker };

/** This process has no objects that others could ask. */
export class DurableObject {}

export const exports = { default: SELF };

interface Sent {
  id: string;
  body: unknown;
  attempts: number;
}

/** What became of each message of a batch. */
interface Outcome {
  explicitAcks: string[];
  retryMessages: { msgId: string; delaySeconds?: number }[];
}

const outcomes = new WeakMap<object, Outcome>();

export function createMessageBatch(queue: string, sent: readonly Sent[]) {
  const outcome: Outcome = { explicitAcks: [], retryMessages: [] };
  const messages = sent.map((message) => ({
    ...message,
    ack: () => void outcome.explicitAcks.push(message.id),
    retry: ({ delaySeconds }: { delaySeconds: number }) =>
      void outcome.retryMessages.push({ msgId: message.id, delaySeconds }),
  }));
  const batch = { queue, messages };
  outcomes.set(batch, outcome);
  return batch;
}

export const getQueueResult = async (batch: object) => ({ outcome: "ok", ackAll: false, ...outcomes.get(batch) });
