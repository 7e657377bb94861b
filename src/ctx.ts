import type { Database } from "./db/client.ts";
import type { FileCleaner, ReportReader, TextReader } from "./ingest/reader.ts";
import type { SearchEngine } from "./search/engine.ts";
import type { Outlets } from "./follow/outlets.ts";
import type { Mailer } from "./follow/mailer.ts";
import type { OutsideIndex } from "./search/index-writer.ts";
import type { HintQueue } from "./outbox/message.ts";
import type { Counters } from "./feedback/guard/counters.ts";
import type { Turnstile } from "./feedback/guard/turnstile.ts";

/** Who acts. `name` is what the audit log keeps. */
export interface Actor {
  name: string;
  roles: readonly string[];
  /** Slugs of the bureaus an officer acts for, `*` being every bureau; a publisher of none publishes for all. */
  bureaus?: readonly string[];
}

/** Everything a verb may touch. `compose.ts` builds one from the environment. */
export interface Ctx {
  db: Database;
  files: R2Bucket;
  search: SearchEngine;
  /** Reads a file that a stranger may have made, apart from the portal. */
  readFile: ReportReader;
  /** The same for the text alone of a Word file or PDF, and for such a file without what it says of its author. */
  readText: TextReader;
  cleanFile: FileCleaner;
  /** The index outside the database, if one is in use. */
  index?: OutsideIndex;
  /** Takes a hint after a commit. Absent if there is no queue: then the sweep finds the waiting rows. */
  queue?: HintQueue;
  now: () => Date;
  random: (bytes: number) => Uint8Array;
  /** Waits; a verb never waits by a timer of its own. */
  pause: (ms: number) => Promise<void>;
  /** Goes on with work after the answer was given. */
  later?: (work: Promise<void>) => void;
  /** Who asked how often, kept in memory for as long as it counts. */
  counters: Counters;
  actor: Actor | null;
  /** `development` or `production`; absent counts as production. */
  environment?: string;
  /** The site runs on Cloudflare, which sees who connects. */
  onCloudflare?: boolean;
  /** Who cosigns the ledger. */
  witnesses: readonly { key: { name: string; keyId: string; publicKey: Uint8Array }; url: string }[];
  /** Under which terms the public archive may be used: a name and an address, as `DATA_LICENCE` has them. */
  dataLicence?: string;
  /** Who publishes the archive, if the settings say. */
  publisher?: string;
  /** Scheme and host of the site, if the settings say. */
  siteOrigin?: string;
  /** Secret: the keys that sign the ledger, as `npm run ledger-key` prints them. */
  ledgerKey?: string;
  /** Secret: keys that seal contact data, `id:base64` separated by commas, the newest first. */
  contactKeys?: string;
  /** For tests: how long a form must have been open, if not as long as `new-form.ts` asks. */
  formReadingMs?: number;
  /** The places at which new publications are told. */
  outlets: Outlets;
  /** Outlines of characters by the name of their file, for pictures; null if there is none of that name. */
  glyphs?: (name: string) => Promise<Uint8Array | null>;
  /** Sends mail, if the operator set it up. */
  mail?: Mailer;
  /** Asks for a check of the visitor above the threshold, if it is set up. */
  turnstile?: Turnstile;
}
