import homophones from "../../../search/homophones.json" with { type: "json" };
import lookalikes from "../../../search/lookalikes.json" with { type: "json" };

let known: Map<string, string> | undefined;

/** Each group by each of its characters. */
function groups(): Map<string, string> {
  if (known) return known;
  known = new Map();
  for (const group of [...homophones, ...lookalikes])
    for (const char of group) known.set(char, (known.get(char) ?? "") + group);
  return known;
}

/** Characters that are read the same, tones aside, or look like it. */
export const alikeOf = (char: string): string[] => [...new Set(groups().get(char))].filter((other) => other !== char);
