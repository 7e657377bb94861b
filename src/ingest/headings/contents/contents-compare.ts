import type { ContentsEntry } from "./contents-entries.ts";
import type { ParsedSection } from "../../document.ts";
import type { Notes } from "../../notes.ts";
import { parseNumeral } from "../../signs/numeral.ts";
import { titleKey } from "../../signs/standard-outline.ts";

/** Tells differences between the printed contents list and the headings of the text; the text's own headings are kept. */
export function compareContents(entries: ContentsEntry[], sections: ParsedSection[], notes: Notes): void {
  const numerals = Map.groupBy(sections, (section) => titleKey(section.title));
  const missing = entries.filter((entry) => !numerals.has(titleKey(entry.title)));
  const renumbered = entries.flatMap((entry) => {
    const found = numerals.get(titleKey(entry.title)) ?? [];
    if (found.length !== 1 || !entry.numeral || ordinal(entry.text) === ordinal(found[0]?.heading ?? "")) return [];
    return [`${entry.text} → ${found[0]?.heading ?? ""}`];
  });
  if (missing.length > 0) {
    const text = missing.map((entry) => entry.text).join("\n");
    notes.info("contents-disagrees", `目录中有 ${missing.length} 条在正文中没有同名标题，以正文为准。`, text, 0);
  }
  if (renumbered.length > 0) {
    const text = renumbered.join("\n");
    notes.info("contents-disagrees", `目录和正文有 ${renumbered.length} 个标题的编号不同，以正文为准。`, text, 0);
  }
}

function ordinal(text: string): string {
  return parseNumeral(text)?.path.join(".") ?? "";
}
