import type { Section } from "../reports/report.ts";
import { checkParagraphs } from "./checks/check-figures.ts";
import { readFigures } from "./reading/extract.ts";
import type { FigureParagraph } from "./reading/figure-paragraph.ts";
import type { Doubt, Figure } from "./figure.ts";

/** Grows when figures are read differently: revisions read by an earlier version are read again. */
export const FIGURE_READER = 4;

/** So many of the longest label stay under the 2 MB that D1 takes a value. */
export const MOST_FIGURES = 5000;
const MOST_DOUBTS = 200;
const LONGEST_FIGURE = 60;
const LONGEST_LABEL = 60;

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

/** The kept part of a revision's figures: bounded, because a file may hold nothing but numbers. */
export const composeFigures = (sections: readonly Section[]): KeptFigures => keepRead(readFigures(sections));

/** The same of paragraphs that were read for figures already. */
export function keepRead(paragraphs: readonly FigureParagraph[]): KeptFigures {
  const bySection = new Map<number, SectionFigures>();
  let left = MOST_FIGURES;
  for (const { section, figures } of paragraphs) {
    const { position, slug, heading } = section;
    const list = figures.filter(({ text }) => text.length <= LONGEST_FIGURE).slice(0, left);
    const kept = bySection.get(position) ?? { position, section: slug, heading, list: [] };
    kept.list.push(...list.map(keep));
    if (kept.list.length > 0) bySection.set(position, kept);
    left -= list.length;
  }
  return { sections: [...bySection.values()], doubts: checkParagraphs(paragraphs).slice(0, MOST_DOUBTS) };
}

const keep = (figure: Figure): KeptFigure => {
  const { anchor, start, end, text, value, upTo, unit, approximate, role, label, noun } = figure;
  return { anchor, start, end, text, value, upTo, unit, approximate, role, label: label.slice(-LONGEST_LABEL), noun };
};

export const countKept = ({ sections }: KeptFigures) => sections.reduce((sum, { list }) => sum + list.length, 0);
