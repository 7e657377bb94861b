import type { DoubtsByAnchor } from "../../figures/doubts-by-anchor.ts";
import type { Marks } from "../../search/mark/mark.ts";
import type { Edition } from "../history/edition.ts";
import type { Section } from "../report.ts";
import type { ReportText } from "../view.ts";

/** The facts about a report's page that each of its pieces needs. */
export interface ReportPageContext {
  view: ReportText;
  origin: string;
  /** Today in Beijing, the day of access in citations. */
  today: string;
  /** Addresses below are of the frozen revision. */
  frozen: boolean;
  /** The address itself names the revision: its text never changes. */
  asksFrozen?: boolean;
  /** The revisions around a frozen address, for its `Link`. */
  around?: readonly Edition[];
  /** The words that a search marks in this page. */
  marked?: { query: string; marks: Marks };
  /** Figures that do not agree, by the anchor of the paragraph beside which they are noted; none on the desk. */
  doubts?: DoubtsByAnchor;
  /** On the publisher's desk: the correction of each heading (by slug) and paragraph (by anchor), in place of reader's tools. */
  desk?: { sections: ReadonlyMap<string, DeskLink>; paragraphs: ReadonlyMap<string, DeskLink> };
}

export interface DeskLink {
  /** The id of the link itself, to come back to. */
  id: string;
  /** Null if nothing can be corrected now. */
  href: string | null;
  /** The name for screen readers. */
  label: string;
  /** The label beside it: level and standard section of a heading. */
  hint: string;
}

/** The sections below `position`, itself included, in document order. */
export function subtree(sections: readonly Section[], position: number) {
  const { depth } = sections[position] as Section;
  const end = sections.findIndex((section, index) => index > position && section.depth <= depth);
  return sections.slice(position, end < 0 ? undefined : end);
}

/** The sections above `position`, outermost first. */
export function ancestors(sections: readonly Section[], position: number): Section[] {
  const parent = sections[position]?.parent ?? null;
  const above = parent === null ? undefined : sections[parent];
  return above && parent !== null ? [...ancestors(sections, parent), above] : [];
}

export interface OutlineNode {
  section: Section;
  children: OutlineNode[];
}

export function outlineOf(sections: readonly Section[]): OutlineNode[] {
  const nodes = sections.map((section): OutlineNode => ({ section, children: [] }));
  const roots: OutlineNode[] = [];
  for (const node of nodes) {
    const above = node.section.parent === null ? undefined : nodes[node.section.parent];
    (above?.children ?? roots).push(node);
  }
  return roots;
}

/** The place of each paragraph in the whole report, from 1, by anchor. */
export function paragraphNumbers(sections: readonly Section[]) {
  const numbers = new Map<string, number>();
  for (const section of sections) for (const { anchor } of section.blocks) numbers.set(anchor, numbers.size + 1);
  return numbers;
}

/** Earlier anchors that may still be used as element ids: not taken by another paragraph, each once. */
export function formerAnchors(sections: readonly Section[]) {
  const taken = new Set(sections.flatMap((section) => section.blocks.map((block) => block.anchor)));
  const former = new Map<string, string[]>();
  for (const { anchor, was = [] } of sections.flatMap((section) => section.blocks)) {
    const free = was.filter((old) => !taken.has(old));
    for (const old of free) taken.add(old);
    if (free.length > 0) former.set(anchor, free);
  }
  return former;
}
