import type { Block, ParsedReport } from "../../ingest/document.ts";
import { align } from "../diff/align.ts";
import { anchorFor, blockText } from "../anchors.ts";
import type { Paragraph, Section } from "../report.ts";
import { sectionSlugs } from "../slugs.ts";

/** The sections of a new revision: slugs and anchors carried over from the revision before it, if there is one. */
export function composeSections(
  parsed: ParsedReport,
  earlier: readonly Section[],
  pinyin: (text: string) => string[],
): Section[] {
  const named = earlier.map((section) => ({
    ...section,
    parentSlug: section.parent === null ? null : (earlier[section.parent]?.slug ?? null),
  }));
  const slugs = sectionSlugs(parsed.sections, named, pinyin);
  const before = new Map(earlier.map((section) => [section.slug, section.blocks]));
  const taken = new Set<string>();
  const open: number[] = [];
  return parsed.sections.map((section, position) => {
    const slug = slugs[position] ?? "";
    open.length = Math.min(open.length, section.depth - 1);
    const parent = open.at(-1) ?? null;
    open.push(position);
    const { heading, numeral, title, depth, standard } = section;
    const blocks = anchorBlocks(section.blocks, before.get(slug) ?? [], slug, taken);
    return { position, parent, depth, slug, numeral, heading, title, standard, blocks };
  });
}

function anchorBlocks(blocks: readonly Block[], before: readonly Paragraph[], slug: string, taken: Set<string>) {
  const pairs = align(before.map(blockText), blocks.map(blockText));
  const source = new Map(pairs.map((pair) => [pair.after, before[pair.before]]));
  return blocks.map((block, index): Paragraph => {
    const old = source.get(index);
    const same = old !== undefined && blockText(old) === blockText(block) && !taken.has(old.anchor);
    const anchor = same ? old.anchor : anchorFor(block, slug, taken);
    taken.add(anchor);
    const was = old ? [...(same ? [] : [old.anchor]), ...(old.was ?? [])].filter((a) => a !== anchor) : [];
    return was.length > 0 ? { ...block, anchor, was } : { ...block, anchor };
  });
}

export const countSectionCharacters = (sections: readonly Section[]) =>
  sections.reduce((sum, s) => sum + Array.from(s.heading + s.blocks.map(blockText).join("")).length, 0);
