import { paragraphPath, sectionPath } from "../../paths.ts";
import { type AtomEntry, atomFeed } from "../../ui/atom.ts";
import type { SearchHit, SearchResult } from "../engine.ts";
import { searchWords } from "../words.ts";

interface SearchFeed {
  origin: string;
  /** The feed's own path, and that of the page it is of. */
  path: string;
  about: string;
  result: SearchResult;
}

/** Exact hits, newest first; an entry's id is the frozen address of its paragraph. */
export function searchFeed({ origin, path, about, result }: SearchFeed): string {
  const entries = result.hits.filter((hit) => hit.tier === "exact").map((hit) => toEntry(hit, origin));
  const title = searchWords.feedTitle(result.query);
  return atomFeed({ origin, path, about, title, subtitle: result.notices.join(""), entries: onePerId(entries) });
}

function toEntry(hit: SearchHit, origin: string): AtomEntry {
  const frozen = frozenPath(hit);
  return {
    id: origin + frozen,
    href: origin + frozen,
    title: `${hit.bureauShortName} ${hit.year}：${hit.heading}`,
    author: { name: hit.bureauName },
    published: hit.publishedAt,
    summary: plainSnippet(hit.snippet),
  };
}

const onePerId = (entries: readonly AtomEntry[]) => [...new Map(entries.map((entry) => [entry.id, entry])).values()];

export const frozenPath = (hit: SearchHit) =>
  hit.anchor === null
    ? sectionPath(hit.bureau, hit.year, hit.section, hit.revision)
    : paragraphPath(hit.bureau, hit.year, hit.section, hit.anchor, hit.revision);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** A snippet as text: without marks, nothing escaped. */
export const plainSnippet = (snippet: string) =>
  snippet.replace(/<\/?mark>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "");
