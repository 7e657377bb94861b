import { getPlatformProxy } from "wrangler";
import { inProject, STATE } from "../project.ts";

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

/** One thing that is not as it should be; `repair` where it can be derived from what is sound. */
export interface Ailment {
  where: string;
  what: string;
  repair?: (() => Promise<void>) | undefined;
}

export type Check = (archive: Archive) => Promise<Ailment[]>;

interface Prepared {
  all: () => Promise<{ results: unknown[]; meta: { size_after?: number } }>;
}

interface Bindings {
  DB: {
    prepare: (sql: string) => { bind: (...values: unknown[]) => Prepared };
    batch: (statements: Prepared[]) => Promise<unknown>;
  };
  FILES: {
    get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>;
    list: (options: {
      prefix: string;
      cursor?: string;
    }) => Promise<{ objects: { key: string }[]; truncated: boolean; cursor?: string }>;
  };
}

const PREFIX = "originals/";

export interface LocalArchive extends Archive {
  /** Size of the database. */
  bytes: () => Promise<number>;
  close: () => Promise<void>;
}

/** The archive of this machine, where `npm start` keeps it. `close` it, or the process does not end. */
export async function openLocalArchive(state = STATE): Promise<LocalArchive> {
  const { env, dispose } = await getPlatformProxy<Bindings & Record<string, unknown>>({
    configPath: inProject("wrangler.toml"),
    persist: { path: `${state}/v3` },
  });
  return {
    query: async <T>(sql: string, ...values: (string | number)[]) =>
      (
        await env.DB.prepare(sql)
          .bind(...values)
          .all()
      ).results as T[],
    write: async (statements) =>
      void (await env.DB.batch(statements.map(([sql, ...values]) => env.DB.prepare(sql).bind(...values)))),
    original: async (sha256) => {
      const file = await env.FILES.get(PREFIX + sha256);
      return file && new Uint8Array(await file.arrayBuffer());
    },
    originals: () => listOriginals(env.FILES),
    bytes: async () => (await env.DB.prepare("SELECT 1").bind().all()).meta.size_after ?? 0,
    close: dispose,
  };
}

async function listOriginals(files: Bindings["FILES"]): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await files.list({ prefix: PREFIX, ...(cursor === undefined ? {} : { cursor }) });
    names.push(...page.objects.map(({ key }) => key.slice(PREFIX.length)));
    if (!page.truncated || page.cursor === undefined) return names;
    cursor = page.cursor;
  }
}
