import { type Database, openDatabase } from "./db/client.ts";
import type { PdfReader } from "./ingest/pdf/pdf-text.ts";
import { remotePdfReader } from "./ingest/pdf/remote-reader.ts";
import type { SearchEngine } from "./search/engine.ts";
import { searchEngineOf } from "./search/search-engine-of.ts";
import { type OutsideIndex, outsideIndexOf } from "./search/outside-index.ts";
import type { HintQueue } from "./outbox/message.ts";
import { type Turnstile, turnstileOf } from "./feedback/turnstile.ts";

/** Who acts. `name` is what the audit log keeps. */
export interface Actor {
  name: string;
  roles: readonly string[];
  /** Slugs of the bureaus an officer acts for; `*` is every bureau. */
  bureaus?: readonly string[];
}

/** Everything a verb may touch. The only composition root is `createContext`. */
export interface Ctx {
  db: Database;
  files: R2Bucket;
  search: SearchEngine;
  readPdf: PdfReader;
  /** The index outside the database, where one is in use. */
  index?: OutsideIndex;
  /** Where a hint goes after a commit; absent where there is no queue: the sweep finds what waits. */
  queue?: HintQueue;
  now: () => Date;
  random: (bytes: number) => Uint8Array;
  /** Waits; a verb never waits by a timer of its own. */
  pause: (ms: number) => Promise<void>;
  /** Goes on with work after the answer was given. */
  later?: (work: Promise<void>) => void;
  actor: Actor | null;
  /** `development` or `production`; absent counts as production. */
  environment?: string;
  /** Secret: the keys that sign the ledger, as `npm run ledger-key` prints them. */
  ledgerKey?: string;
  /** Secret: keys that seal contact data, `id:base64` separated by commas, the newest first. */
  contactKeys?: string;
  /** Asks for a check of the visitor above the threshold, where it is set up. */
  turnstile?: Turnstile;
}

export function createContext(env: Env, actor: Actor | null = null): Ctx {
  const turnstile = turnstileOf(env);
  const index = outsideIndexOf(env);
  return {
    db: openDatabase(env.DB),
    files: env.FILES,
    search: searchEngineOf(env),
    readPdf: remotePdfReader(env.PDF),
    ...(index ? { index } : {}),
    ...(env.QUEUE ? { queue: env.QUEUE } : {}),
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    actor,
    environment: env.ENVIRONMENT,
    ...(env.LEDGER_KEY ? { ledgerKey: env.LEDGER_KEY } : {}),
    ...(env.CONTACT_KEYS ? { contactKeys: env.CONTACT_KEYS } : {}),
    ...(turnstile ? { turnstile } : {}),
  };
}
