import outline from "./standard-outline.json" with { type: "json" };

/** A node of the outline of 《上海市文明单位社会责任报告指导手册》, in the order in which readers expect it. */
export interface StandardSection {
  slug: string;
  parent: string | null;
  /** Its name for people; a report's own heading may differ. */
  name: string;
  /** Stands at the top of a report; staff-rights and its like usually stand one below. */
  chapter: boolean;
  aliases: string[];
}

export const STANDARD_OUTLINE: readonly StandardSection[] = outline;

const BY_SLUG = new Map(STANDARD_OUTLINE.map((section) => [section.slug, section]));
const BY_ALIAS = Map.groupBy(
  STANDARD_OUTLINE.flatMap((section) =>
    [section.name, ...section.aliases].map((name) => ({ key: titleKey(name), section })),
  ),
  (entry) => entry.key,
);

/** Names that are ordinary words, so that they count only below their own parent. */
const NEEDS_PARENT = new Set(["economic-benefit", "social-benefit", "environmental-benefit"]);
const NEEDS_PARENT_ALIASES = new Set(
  ["展望", "未来展望", "荣誉", "概述", "优质服务", "绿色形象", "报告预期"].map(titleKey),
);

export function standardSection(slug: string): StandardSection | undefined {
  return BY_SLUG.get(slug);
}

/** The part of a title by which two titles are compared: letters and digits alone. */
export function titleKey(title: string): string {
  return title
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** Every standard section a title may stand for, wherever it stands. */
export function standardCandidates(title: string): StandardSection[] {
  if (title.length > 30) return [];
  return [...new Set((BY_ALIAS.get(titleKey(title)) ?? []).map((entry) => entry.section))];
}

/**
 * The slug of the standard section that a heading stands for, or null. `ancestors`: slugs of the sections above it
 * (null for those that are not standard), outermost first: 诚信经营 is `honest-operation` only within `integrity`.
 */
export function matchStandard(title: string, ancestors: readonly (string | null)[]): string | null {
  const candidates = standardCandidates(title).filter((section) => !ancestors.includes(section.slug));
  const within = candidates.filter((section) => section.parent !== null && ancestors.includes(section.parent));
  if (within[0]) return within[0].slug;
  const free = candidates.filter(
    (section) => !NEEDS_PARENT.has(section.slug) && !NEEDS_PARENT_ALIASES.has(titleKey(title)),
  );
  const top = free.find((section) => section.parent === null);
  if (top) return top.slug;
  const elsewhere = ancestors.some((slug) => slug !== null && BY_SLUG.get(slug)?.parent !== undefined);
  return elsewhere && ancestors.some(isUnrelated(free[0])) ? null : (free[0]?.slug ?? null);
}

/** A child below another chapter's node is a namesake, not that child. */
function isUnrelated(section: StandardSection | undefined) {
  return (slug: string | null) => slug !== null && section !== undefined && rootOf(slug) !== rootOf(section.slug);
}

function rootOf(slug: string): string {
  const parent = BY_SLUG.get(slug)?.parent;
  return parent ? rootOf(parent) : slug;
}
