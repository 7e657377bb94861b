import { STANDARD_OUTLINE, standardSection } from "../../ingest/signs/standard-outline.ts";
import type { Random } from "./random.ts";
import words from "./words.json" with { type: "json" };

export interface PlannedSection {
  depth: number;
  title: string;
  /** The subject of its text: a standard section's slug or `other`; null for a heading with subsections only. */
  topic: string | null;
}

const CHAPTERS = ["staff-rights", "integrity", "governance", "environment"];
/** Without numerals, 诚信经营 below 诚信生产经营 may be either of the two. */
const NAMESAKE = "honest-operation";
const CONTAINER = "履行社会责任情况";

/**
 * The sections of one report, in order: the handbook's outline, its names and depths varied, and chapters of its own.
 * `plain`: headings that have no numeral are known by the handbook's own names and places alone.
 */
export function planOutline(random: Random, plain: boolean): PlannedSection[] {
  const nested = random.chance(0.45) && !plain;
  const tree = (slug: string, depth: number) => standardTree(slug, depth, random, plain);
  const sections: PlannedSection[] = [...tree("statement", 1), ...tree("about-report", 1), ...tree("profile", 1)];
  if (nested) sections.push({ depth: 1, title: CONTAINER, topic: null });
  for (const chapter of CHAPTERS) if (random.chance(0.94)) sections.push(...tree(chapter, nested ? 2 : 1));
  if (!plain && random.chance(0.35)) sections.push(...ownChapter(random));
  if (random.chance(0.9)) sections.push(...tree("outlook", 1));
  sections.push(...tree("evaluation", 1));
  return sections;
}

function standardTree(slug: string, depth: number, random: Random, plain: boolean): PlannedSection[] {
  const children = STANDARD_OUTLINE.filter(({ parent }) => parent === slug).filter(
    (child) => random.chance(0.88) && !(plain && child.slug === NAMESAKE),
  );
  const below = depth < 3 ? children.flatMap((child) => standardTree(child.slug, depth + 1, random, plain)) : [];
  return [{ depth, title: nameOf(slug, random, plain), topic: below.length > 0 ? null : slug }, ...below];
}

/** Mostly the handbook's own word, else one of those that real reports use. */
function nameOf(slug: string, random: Random, plain: boolean): string {
  const section = standardSection(slug);
  if (!section) throw new Error(`no standard section ${slug}`);
  return plain || random.chance(0.7) ? section.name : random.pick(section.aliases.slice(0, 4));
}

function ownChapter(random: Random): PlannedSection[] {
  const [title, ...below] = new Set([1, 2, 3, 4].map(() => random.pick(words.others)));
  return [
    { depth: 1, title: title ?? "", topic: below.length > 1 ? null : "other" },
    ...(below.length > 1 ? below.map((name) => ({ depth: 2, title: name, topic: "other" })) : []),
  ];
}
