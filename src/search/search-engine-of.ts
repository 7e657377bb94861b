import { degrading } from "./degrading.ts";
import type { SearchEngine } from "./engine.ts";
import { fts5Engine } from "./fts5/fts5.ts";
import { createMeilisearchEngine } from "./meilisearch/engine.ts";
import { meiliSettings } from "./meilisearch/server.ts";
import { SearchUnavailable } from "./search-unavailable.ts";

/** The engine that `SEARCH_ENGINE` names. Settings that do not fit are a failure like others: D1 answers and says so. */
export function searchEngineOf(env: Parameters<typeof meiliSettings>[0]): SearchEngine {
  try {
    const settings = meiliSettings(env);
    if (settings === null) return fts5Engine;
    return degrading(
      createMeilisearchEngine(settings, { followed: true }),
      fts5Engine,
      `${settings.url} ${settings.index}`,
    );
  } catch {
    return degrading(misconfigured, fts5Engine, "");
  }
}

const refuse = () => Promise.reject(new SearchUnavailable("misconfigured"));
const misconfigured = { name: "meilisearch", search: refuse, probe: refuse };
