import { createTestHarness } from "wrangler";
import { QUIET_WRANGLER, ROOT } from "../../command/project.ts";

export interface BenchReport {
  bureau: string;
  year: number;
  sections: { heading: string; text: string; standard?: string }[];
}

export interface BenchHit {
  bureau: string;
  year: number;
  section: string;
  tier: "exact" | "partial";
}

export interface BenchAnswer {
  /** Null if an engine outside did not answer in its time. */
  result: {
    total: number;
    totalIs: "exact" | "about" | "at_least";
    partial: number;
    hits: BenchHit[];
    took_ms: number;
  } | null;
  /** In the Worker, from the request to the answer. */
  ms: number;
  rowsRead: number;
  /** Times that D1 was asked something; a batch is one. */
  journeys: number;
}

/** The bench Worker (test/bench) in workerd with an empty, migrated D1. */
export async function startSearchSite() {
  Object.assign(process.env, QUIET_WRANGLER);
  const harness = createTestHarness({ root: ROOT, workers: [{ configPath: "test/bench/wrangler.toml" }] });
  const { url } = await harness.listen();
  await harness.getWorker().applyD1Migrations("DB");
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const raw = typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(new URL(path, url), {
      method: "POST",
      body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${toPlainText(await response.text())}`);
    return (await response.json()) as T;
  };
  return {
    publish: (reports: BenchReport[]) => post<{ published: number }>("/publish", reports),
    publishFile: (name: string, bytes: Uint8Array) => post<object>(`/publish-file?name=${name}`, bytes),
    search: (request: object) => post<BenchAnswer>("/search", request),
    putOutside: (request: object) =>
      post<{ task: number | null; sections: number; last: number }>("/put-outside", request),
    /** Milliseconds of a query that reads one row by its key. */
    oneRow: () => post<{ ms: number }>("/one-row", {}),
    cpu: (request: object) => post<{ times: number }>("/cpu", request),
    tidy: () => post<{ done: boolean }>("/tidy", {}),
    fuzz: (queries: string[]) => post<{ failed: { query: string; error: string }[] }>("/fuzz", queries),
    sql: (statement: string) => post<{ results: Record<string, unknown>[] }>("/sql", statement),
    close: () => harness.close(),
  };
}

/** The text of wrangler's error page. */
const toPlainText = (html: string) =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 1000);

export type SearchSite = Awaited<ReturnType<typeof startSearchSite>>;
