import type { ParsedSection } from "../ingest/document.ts";
import { RESERVED_SECTION_SLUGS } from "../paths.ts";

/** The source of a slug: the part of a section of an earlier revision that decides whether it is the same one. */
export interface NamedSection {
  slug: string;
  title: string;
  standard: string | null;
  parentSlug: string | null;
}

const LONGEST = 48;

/** Lower-case Latin words joined by hyphens, cut at a word; "" if nothing Latin is left. */
export function toSlug(words: readonly string[]): string {
  const parts = words
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = "";
  for (const part of parts ?? []) {
    const longer = slug ? `${slug}-${part}` : part.slice(0, LONGEST);
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  return slug;
}

const isReserved = (slug: string) => RESERVED_SECTION_SLUGS.includes(slug) || /^r\d+$/.test(slug);

/**
 * A slug for each section, unique in the report: carried from the earlier revision if it is the same section, else of the
 * standard section, else the pinyin of the heading.
 */
export function sectionSlugs(
  sections: readonly ParsedSection[],
  earlier: readonly NamedSection[],
  pinyin: (text: string) => string[],
): string[] {
  const taken = new Set<string>();
  const slugs: string[] = [];
  const path: string[] = [];
  const carried = carry(sections, earlier);
  const kept = new Set(carried.filter((slug) => slug !== undefined));
  for (const [index, section] of sections.entries()) {
    path.length = section.depth - 1;
    const parent = path.at(-1);
    const slug = carried[index] ?? freshSlug(section, parent, pinyin, (s) => taken.has(s) || kept.has(s));
    taken.add(slug);
    slugs.push(slug);
    path[section.depth - 1] = slug;
  }
  return slugs;
}

/** The text before the first heading: its title is ours and has changed once. */
const FRONT = "front";

function freshSlug(
  section: ParsedSection,
  parent: string | undefined,
  pinyin: (text: string) => string[],
  isTaken: (slug: string) => boolean,
): string {
  const plain = section.implicit ? FRONT : section.standard || toSlug(pinyin(section.title)) || "section";
  const base = isReserved(plain) ? `${plain}-section` : plain;
  if (!isTaken(base)) return base;
  const qualified = parent ? `${parent}-${base}` : base;
  if (!isTaken(qualified)) return qualified;
  for (let copy = 2; ; copy += 1) if (!isTaken(`${qualified}-${copy}`)) return `${qualified}-${copy}`;
}

/** The earlier slug of each section that is the same one: by standard section, then heading and parent, then heading. */
function carry(sections: readonly ParsedSection[], earlier: readonly NamedSection[]): (string | undefined)[] {
  const left = new Set(earlier);
  const slugs: (string | undefined)[] = sections.map(() => undefined);
  const rounds: ((section: ParsedSection, parent: string | undefined, old: NamedSection) => boolean)[] = [
    (section, parent, old) => section.title === old.title && (parent ?? null) === old.parentSlug,
    (section, _, old) => section.standard !== null && section.standard === old.standard,
    (section, _, old) => section.title === old.title,
    (section, _, old) => section.implicit && old.slug === FRONT,
  ];
  for (const same of rounds) {
    const path: (string | undefined)[] = [];
    for (const [index, section] of sections.entries()) {
      path.length = section.depth - 1;
      const parent = path.findLast((slug) => slug !== undefined);
      if (slugs[index] === undefined) {
        const match = [...left].find((old) => same(section, parent, old));
        if (match) {
          slugs[index] = match.slug;
          left.delete(match);
        }
      }
      path[section.depth - 1] = slugs[index];
    }
  }
  return slugs;
}
