import type { Line } from "../../line.ts";
import { isClosed } from "../../signs/closing.ts";
import { parseNumeral } from "../../signs/numeral.ts";
import { titleKey } from "../../signs/standard-outline.ts";
import type { ContentsEntry } from "./contents-entries.ts";

const SHORTEST = 8;
const LONGEST = 60;
const MOST = 50;
const ALIKE = 0.85;

/**
 * Titles of the text that differ by a few characters from the entry of the contents list that no title has exactly
 * (示例市东湖区规划局…决算表 and 示例市规划局…决算表), with that entry's title.
 */
export function similarTitles(entries: ContentsEntry[], lines: Line[]): Map<string, string> {
  const listed = new Set(entries.map((entry) => titleKey(entry.title)));
  const printed = new Set(lines.flatMap(ownTitle));
  const missing = [...listed].filter((key) => key.length >= SHORTEST && !printed.has(key)).slice(0, MOST);
  const found = new Map<string, string>();
  if (missing.length === 0) return found;
  const others = [...printed].filter((key) => !listed.has(key)).map((key) => ({ key, pairs: pairsOf(key) }));
  for (const entry of missing) {
    const pairs = pairsOf(entry);
    const alike = others.filter(({ key, pairs: its }) => !isCut(entry, key) && likeness(pairs, its) >= ALIKE);
    if (alike.length === 1) found.set(alike[0]?.key ?? "", entry);
  }
  return found;
}

function ownTitle(line: Line): string[] {
  if (line.table || line.text.length > LONGEST || isClosed(line.text)) return [];
  const key = titleKey(parseNumeral(line.text)?.rest ?? line.text);
  return key.length >= SHORTEST ? [key] : [];
}

/** A title over two lines, of which this is the first. */
const isCut = (entry: string, key: string) => entry.startsWith(key) || key.startsWith(entry);

const pairsOf = (key: string) => new Set(Array.from({ length: key.length - 1 }, (_, i) => key.slice(i, i + 2)));

function likeness(a: Set<string>, b: Set<string>): number {
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
