import type { ContentsEntry } from "./contents-entries.ts";
import { assignLevels } from "./levels.ts";
import { standardCandidates, titleKey } from "./standard-outline.ts";

/** What speaks for a line being a heading, and for its level, besides the line itself. */
export interface HeadingEvidence {
  inContents(title: string): boolean;
  /** Depth at which the contents list has a title; 0 where it has none or two that differ. */
  contentsDepth(title: string): number;
  isChapter(title: string): boolean;
  parentsOf(title: string): string[];
}

const LONGEST_TITLE = 120;
const NO_CONTENTS = new Map<string, number>();

export function gatherEvidence(entries: ContentsEntry[]): HeadingEvidence {
  const depths = entries.length > 0 ? contentsDepths(entries) : NO_CONTENTS;
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
    gatherEvidence([]),
  );
  const depths = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const key = titleKey(entry.title);
    const depth = levels[at]?.depth ?? 0;
    depths.set(key, depths.has(key) && depths.get(key) !== depth ? 0 : depth);
  }
  return depths;
}
