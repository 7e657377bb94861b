import type { Settings } from "meilisearch";
import dictionary from "../../../search/dictionary.json" with { type: "json" };
import settings from "../../../search/meilisearch.json" with { type: "json" };
import stopWords from "../../../search/stop-words.json" with { type: "json" };
import synonyms from "../../../search/synonyms.json" with { type: "json" };
import { foldText } from "../text/fold.ts";

export const PRIMARY_KEY = "id";

/** What `search/` says, as the server is to hold it. */
export const projectSettings = (): Settings => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours, checked against a server by the tests
  ...(settings as Settings),
  stopWords: sorted(stopWords.map(foldText)),
  dictionary: sorted(dictionary.map(foldText)),
  synonyms: Object.fromEntries(
    synonyms.flatMap((group) => {
      const names = group.map(foldText);
      return names.map((name) => [name, names.filter((other) => other !== name)]);
    }),
  ),
});

const sorted = (texts: readonly string[]) => [...new Set(texts)].toSorted();

/** Names of the settings in which a server's differ from ours; what ours leave open may be anything. */
export function differingSettings(live: Settings): string[] {
  return Object.entries(projectSettings()).flatMap(([name, value]) => {
    const held = Object.entries(live).find(([other]) => other === name)?.[1];
    return holds(held, value, ORDERED.has(name)) ? [] : [name];
  });
}

/** The order of these says something; any other list is a set. */
const ORDERED = new Set(["searchableAttributes", "rankingRules"]);

function holds(live: unknown, wanted: unknown, ordered: boolean): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(live) || live.length !== wanted.length) return false;
    return ordered
      ? wanted.every((item, i) => holds(live[i], item, ordered))
      : wanted.every((item) => live.some((other) => holds(other, item, ordered)));
  }
  if (typeof wanted !== "object" || wanted === null) return live === wanted;
  if (typeof live !== "object" || live === null) return false;
  const entries = new Map<string, unknown>(Object.entries(live));
  return Object.entries(wanted).every(([key, value]) => holds(entries.get(key), value, ordered));
}
