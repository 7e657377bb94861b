import type { Section } from "../../reports/report.ts";
import type { Figure } from "../figure.ts";
import type { FigureGrid } from "./table-figures.ts";

/** One paragraph with what it states. */
export interface FigureParagraph {
  section: Section;
  anchor: string;
  text: string;
  figures: Figure[];
  grid: FigureGrid | null;
  /** Its section tells of the future. */
  outlook: boolean;
}
