import type { Section } from "../reports/report.ts";
import { checkParagraphs } from "./check-figures.ts";
import { readFigures } from "./extract.ts";
import type { Doubt, Figure } from "./figure.ts";

/** Grows when figures are read differently: revisions read by an earlier version are read again. */
export const FIGURE_READER = 1;

const MOST_A_SECTION = 2000;
const MOST_DOUBTS = 200;

/** A figure as it is kept with its section. */
export type KeptFigure = Pick<
  Figure,
  "anchor" | "start" | "end" | "text" | "value" | "upTo" | "unit" | "approximate" | "role" | "label" | "noun"
>;

/** The figures of one section. */
export interface SectionFigures {
  position: number;
  /** Slug. */
  section: string;
  heading: string;
  list: KeptFigure[];
}

export interface KeptFigures {
  sections: SectionFigures[];
  doubts: Doubt[];
}

/** What is kept of a revision's figures; bounded, for a file may be nothing but numbers. */
export function composeFigures(sections: readonly Section[]): KeptFigures {
  const bySection = new Map<number, SectionFigures>();
  const paragraphs = readFigures(sections);
  for (const { section, figures } of paragraphs) {
    const { position, slug, heading } = section;
    const kept = bySection.get(position) ?? { position, section: slug, heading, list: [] };
    kept.list.push(...figures.slice(0, MOST_A_SECTION - kept.list.length).map(keep));
    bySection.set(position, kept);
  }
  return { sections: [...bySection.values()], doubts: checkParagraphs(paragraphs).slice(0, MOST_DOUBTS) };
}

const keep = (figure: Figure): KeptFigure => {
  const { anchor, start, end, text, value, upTo, unit, approximate, role, label, noun } = figure;
  return { anchor, start, end, text, value, upTo, unit, approximate, role, label, noun };
};

export const countKept = ({ sections }: KeptFigures) => sections.reduce((sum, { list }) => sum + list.length, 0);
