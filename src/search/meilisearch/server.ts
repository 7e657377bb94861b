import { Meilisearch } from "meilisearch";

/** The address of a Meilisearch, and one key of it. */
export interface Server {
  url: string;
  key: string;
}

/** @param timeout milliseconds that each request may take */
export const connect = ({ url, key }: Server, timeout: number) => new Meilisearch({ host: url, apiKey: key, timeout });

/** The index in use. */
const INDEX = "sections";

interface Settings {
  SEARCH_ENGINE?: string;
  MEILI_URL?: string;
  MEILI_INDEX?: string;
  MEILI_SEARCH_KEY?: string;
  MEILI_INDEX_KEY?: string;
}

export interface MeiliSettings {
  url: string;
  index: string;
  searchKey: string;
  /** Empty if this Worker indexes nothing. */
  indexKey: string;
}

/** Null if the archive is searched in D1. Throws if Meilisearch is asked for and a setting of it is missing. */
export function meiliSettings(env: Settings): MeiliSettings | null {
  const engine = env.SEARCH_ENGINE?.trim() ?? "";
  if (engine === "" || engine === "fts5") return null;
  if (engine !== "meilisearch") throw new Error("SEARCH_ENGINE is neither fts5 nor meilisearch");
  const url = env.MEILI_URL?.trim() ?? "";
  const searchKey = env.MEILI_SEARCH_KEY?.trim() ?? "";
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new Error("SEARCH_ENGINE=meilisearch needs MEILI_URL");
  if (searchKey === "") throw new Error("SEARCH_ENGINE=meilisearch needs MEILI_SEARCH_KEY");
  return { url, index: env.MEILI_INDEX?.trim() || INDEX, searchKey, indexKey: env.MEILI_INDEX_KEY?.trim() ?? "" };
}
