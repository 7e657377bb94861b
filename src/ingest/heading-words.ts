import words from "./heading-words.json" with { type: "json" };
import { standardCandidates, titleKey } from "./standard-outline.ts";

const UNNUMBERED = new Set(words.unnumbered.map(titleKey));
const OUTERMOST = new Set([...words.closing, ...words.opening].map(titleKey));

/** A title that reports use for a heading, standard section or not. */
export function isKnownTitle(title: string): boolean {
  return title.length <= 30 && (UNNUMBERED.has(titleKey(title)) || standardCandidates(title).length > 0);
}

/** 前言, 结束语 and their like stand outside every chapter. */
export function isOutermostTitle(title: string): boolean {
  return OUTERMOST.has(titleKey(title));
}
