import { Meilisearch } from "meilisearch";
import type { IndexWriter } from "../../../search/index-writer.ts";
import { createIndexWriter } from "../../../search/meilisearch/writing/writer.ts";
import type { SearchSite } from "./search-site.ts";

const INDEX = "bench_sections";
const REVISIONS_A_REQUEST = 50;
const PATIENCE_MS = 100;

/** The address of the index for the Worker. The key is the master key, which only a bench may use. */
export interface OutsideSettings {
  url: string;
  index: string;
  key: string;
}

/** D1 if there is no index outside. */
export interface BenchEngine {
  name: string;
  outside?: OutsideSettings | undefined;
}

export interface OutsideBench {
  settings: OutsideSettings;
  version: string;
  /** Indexes new publications; answers sections a second, from the tables to the last task done. */
  follow: () => Promise<number>;
}

/** An empty index on the server that MEILI_URL and MEILI_MASTER_KEY name; null, with the reason printed, if none is. */
export async function startOutside(site: SearchSite): Promise<OutsideBench | null> {
  const { MEILI_URL: url = "", MEILI_MASTER_KEY: key = "" } = process.env;
  if (url === "" || key === "") {
    process.stdout.write("Meilisearch not measured: MEILI_URL and MEILI_MASTER_KEY are not set\n\n");
    return null;
  }
  const { pkgVersion: version } = await new Meilisearch({ host: url, apiKey: key }).getVersion();
  const writer = createIndexWriter({ url, key });
  await settled(writer, await writer.create(INDEX));
  const settings = { url, index: INDEX, key };
  let last = 0;
  const follow = async () => {
    const began = performance.now();
    const tasks: number[] = [];
    let sections = 0;
    for (;;) {
      const put = await site.putOutside({ ...settings, after: last, most: REVISIONS_A_REQUEST });
      if (put.task === null) break;
      tasks.push(put.task);
      sections += put.sections;
      last = put.last;
    }
    for (const task of tasks) await settled(writer, task);
    return Math.round(sections / ((performance.now() - began) / 1000));
  };
  return { settings, version, follow };
}

async function settled(writer: IndexWriter, task: number): Promise<void> {
  for (;;) {
    const { state, error } = await writer.task(task);
    if (state === "succeeded") return;
    if (state === "failed") throw new Error(`a task of Meilisearch failed: ${error}`);
    await new Promise((done) => setTimeout(done, PATIENCE_MS));
  }
}
