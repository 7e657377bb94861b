import type { IndexReader } from "../search/meilisearch/reader.ts";

/** Decision 0075. */
export type Write = readonly [sql: string, ...values: (string | number)[]];

/** The stored archive, as far as the doctor looks into it. */
export interface Archive {
  query: <T>(sql: string, ...values: (string | number)[]) => Promise<T[]>;
  /** Commits all statements, each with its values, or none. */
  write: (statements: readonly Write[]) => Promise<void>;
  /** The bytes of a kept original, or null. */
  original: (sha256: string) => Promise<Uint8Array | null>;
  /** The names of all kept originals. */
  originals: () => Promise<string[]>;
}

/** One fault. `repair` is there if sound rows say how to mend it. */
export interface Ailment {
  where: string;
  what: string;
  repair?: (() => Promise<void>) | undefined;
}

export type Check = (archive: Archive) => Promise<Ailment[]>;

/** The index outside the database that the site searches. */
export interface Outside {
  name: string;
  /** Null if there is no key to read it with. */
  reader: IndexReader | null;
}
