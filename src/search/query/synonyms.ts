import groups from "../../../search/synonyms.json" with { type: "json" };
import type { Bureau } from "../catalog.ts";
import { foldText } from "../text/fold.ts";
import { numberVariants, numeralVariants } from "../text/numerals.ts";

const folded = groups.map((group) => group.map(foldText));

/** Folded strings that say the same as a word. A name inside the word is replaced: 西区局员工 → 西区电信局员工 */
export function synonymsOf(word: string, bureaus: readonly Bureau[]): string[] {
  const found = new Set<string>([...numeralVariants(word), ...numberVariants(word)]);
  for (const group of folded) addReplacements(word, group, found);
  const bureau = bureaus.find((candidate) => candidate.names.includes(word));
  if (bureau) for (const name of bureau.names) found.add(name);
  found.delete(word);
  return [...found].slice(0, 6);
}

function addReplacements(word: string, group: readonly string[], found: Set<string>) {
  const present = group.filter((name) => word.includes(name)).sort((a, b) => b.length - a.length)[0];
  if (present === undefined) return;
  for (const other of group) if (other !== present) found.add(word.replace(present, other));
}
