import type { Section } from "../../reports/report.ts";
import type { Figure } from "../figure.ts";
import type { FigureGrid } from "./table-figures.ts";

/** One paragraph with what it states. */
export interface FigureParagraph {
  section: Section;
  /** The sections above it, the nearest first. */
  above: readonly Section[];
  anchor: string;
  /** The words that lead up to it and to its neighbours: 2022年情况如下：; empty if there are none. */
  leadIn: string;
  text: string;
  figures: Figure[];
  grid: FigureGrid | null;
  /** Its section tells of the future. */
  outlook: boolean;
}
