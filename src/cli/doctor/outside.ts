import { createIndexReader } from "../../search/meilisearch/reader.ts";
import { meiliSettings } from "../../search/meilisearch/server.ts";
import type { Outside } from "../../doctor/archive.ts";

/** The index outside the database that these settings name; null if there is none. */
export function outsideOf(env: Parameters<typeof meiliSettings>[0]): Outside | null {
  const settings = meiliSettings(env);
  if (settings === null) return null;
  const { url, index: name, indexKey: key } = settings;
  return { name, reader: key === "" ? null : createIndexReader({ url, key }) };
}
