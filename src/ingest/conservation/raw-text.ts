/** All text of a file, taken without any judgement; the archive is compared with it. */
export interface RawText {
  /** In the order of the file; a line break at each place at which a number cannot go on. */
  text: string;
  /** Text that stands elsewhere in the archive than in the file: notes, text boxes. */
  apart: string;
  /** False if the file does not say in what order it is read, as a PDF. */
  isOrdered: boolean;
  /** A raised number is told from the one before it (10³), or run into it (103). */
  raised: "apart" | "joined";
  /** Marks that say how a text looks and are no part of it. */
  markup: string;
}

/** List marks stand in the text or beside it: they are not compared. */
export const BULLETS = "•●■◆▪○➢";

export const rawText = (text: string, more: Partial<RawText> = {}): RawText => ({
  text,
  apart: "",
  isOrdered: true,
  raised: "apart",
  markup: "",
  ...more,
});
