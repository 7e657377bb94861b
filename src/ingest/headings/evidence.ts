import type { ContentsEntry } from "./contents/contents-entries.ts";
import { similarTitles } from "./contents/similar-titles.ts";
import type { Line } from "../line.ts";
import type { HeadingEvidence } from "./heading-evidence.ts";
import { assignLevels } from "./levels.ts";
import { standardCandidates, titleKey } from "../signs/standard-outline.ts";

const LONGEST_TITLE = 120;
const NO_CONTENTS = new Map<string, number>();

export function gatherEvidence(entries: ContentsEntry[], lines: Line[]): HeadingEvidence {
  const depths = entries.length > 0 ? contentsDepths(entries) : NO_CONTENTS;
  for (const [printed, listed] of entries.length > 0 ? similarTitles(entries, lines) : [])
    depths.set(printed, depths.get(listed) ?? 0);
  return {
    inContents: (title) => title.length <= LONGEST_TITLE && depths.has(titleKey(title)),
    contentsDepth: (title) => depths.get(titleKey(title)) ?? 0,
    isChapter: (title) => standardCandidates(title).some((section) => section.chapter),
    parentsOf: (title) => standardCandidates(title).flatMap((section) => section.parent ?? []),
  };
}

function contentsDepths(entries: ContentsEntry[]): Map<string, number> {
  const levels = assignLevels(
    entries.map((entry) => ({ numeral: entry.numeral, title: entry.title, mark: 0, hasBody: true, line: 0 })),
    gatherEvidence([], []),
  );
  const depths = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const key = titleKey(entry.title);
    const depth = levels[at]?.depth ?? 0;
    depths.set(key, depths.has(key) && depths.get(key) !== depth ? 0 : depth);
  }
  return depths;
}
