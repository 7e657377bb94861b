import type { OutsideIndex } from "../index-writer.ts";
import { meiliSettings } from "../meilisearch/server.ts";
import { createIndexWriter } from "../meilisearch/writing/writer.ts";

/** The index being built beside it. */
export const besideOf = (name: string) => `${name}_next`;

/** Undefined if the archive is searched in the database. Settings that do not fit are noted by the search itself. */
export function outsideIndexOf(env: Env): OutsideIndex | undefined {
  try {
    const settings = meiliSettings(env);
    if (!settings) return undefined;
    const { index: name, url, indexKey: key } = settings;
    return { name, writer: key === "" ? null : createIndexWriter({ url, key }) };
  } catch {
    return { name: "", writer: null };
  }
}
