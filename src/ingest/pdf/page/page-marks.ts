/** One character as painted; y grows downwards, as on the page. */
export interface Glyph {
  text: string;
  x: number;
  /** The height of its baseline. */
  y: number;
  width: number;
  size: number;
  bold: boolean;
  isSpace: boolean;
  /** Counts the stretches that the file marks as belonging together, as a cell of a table does. */
  mark: number;
}

/** A straight line, or the edge of a thin box, drawn along an axis. */
export interface Stroke {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The marks on a page, once it is turned the way it is read. */
export interface PageMarks {
  width: number;
  height: number;
  glyphs: Glyph[];
  strokes: Stroke[];
  /** Text that the file itself calls no part of its content: headers, footers, watermarks. */
  artifacts: string;
  /** Text that nobody sees: on layers that are switched off, beside the page, without ink, covered, too small. */
  hidden: string;
  /** Text at another angle than the page's. */
  slanted: string;
  /** Text with a line through it, and how many such lines; it is among the characters too, between marks. */
  struck: string;
  strokesThrough: number;
  /** White text that may stand on a picture; it is among the characters too. */
  white: string;
  /** Text of comments and form fields; it is among the characters too. */
  filled: string;
  /** Characters painted without ink, as text recognition lays them over a picture. */
  inkless: number;
  /** Degrees by which the page had to be turned. */
  turned: number;
}
