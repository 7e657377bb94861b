import { getPlatformProxy } from "wrangler";
import { inProject, STATE } from "../command/project.ts";
import type { Archive, Outside } from "../../doctor/archive.ts";
import { outsideOf } from "./outside.ts";

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
  /** The index outside the database; null if the site searches none. Throws if its settings do not fit. */
  outside: () => Outside | null;
  close: () => Promise<void>;
}

/** The archive of this machine, which `npm start` keeps. `close` it, or the process does not end. */
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
    outside: () => outsideOf({ ...settingsIn(env), ...process.env }),
    bytes: async () => (await env.DB.prepare("SELECT 1").bind().all()).meta.size_after ?? 0,
    close: dispose,
  };
}

/** What `.dev.vars` and the configuration say to the site is in its bindings. */
const settingsIn = (bindings: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(bindings).filter(([, value]) => typeof value === "string"));

async function listOriginals(files: Bindings["FILES"]): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await files.list({ prefix: PREFIX, ...(cursor === undefined ? {} : { cursor }) });
    names.push(...page.objects.map(({ key }) => key.slice(PREFIX.length)));
    if (!page.truncated || page.cursor === undefined) return names;
    cursor = page.cursor;
  }
}
