import type { Figure } from "../figures/figure.ts";
import type { FigureParagraph } from "../figures/reading/figure-paragraph.ts";

/** An editor's decision about one figure: `out`, it is no value of the indicator; `in`, it is one. Decision 0330. */
export interface PointNote {
  id: string;
  act: "out" | "in";
  /** Slug. */
  indicator: string;
  /** The year that the value is of. */
  year: number;
  section: string;
  anchor: string;
  start: number;
  text: string;
  label: string;
  /** Public. */
  reason: string;
  /** In which role the editor acted: public. Who it was is in the audit. */
  role: string;
  madeBy: string;
  at: string;
}

/** How a form names a figure among those of a report. */
export const placeKey = ({ anchor, start }: { anchor: string; start: number }) => `${anchor}:${start}`;

/**
 * The figures that notes are about. A figure keeps its note while its paragraph, words and number stay; one that moved to another
 * paragraph keeps it if no other figure has the same words and number.
 */
export function notedFigures(paragraphs: readonly FigureParagraph[], notes: readonly PointNote[]) {
  const noted = new Map<Figure, PointNote[]>();
  if (notes.length === 0) return noted;
  const figures = paragraphs.flatMap((paragraph) => paragraph.figures);
  for (const note of notes) {
    const figure = figureOf(note, figures);
    if (figure) noted.set(figure, [...(noted.get(figure) ?? []), note]);
  }
  return noted;
}

function figureOf(note: PointNote, figures: readonly Figure[]): Figure | undefined {
  const alike = figures.filter(({ text, label }) => text === note.text && label === note.label);
  const here = alike.filter(({ anchor }) => anchor === note.anchor);
  const exactly = here.find(({ start }) => start === note.start);
  return exactly ?? here[0] ?? (alike.length === 1 ? alike[0] : undefined);
}
