/** One printed line of the file, cleaned of what cannot be seen; the unit every rule before paragraphs works on. */
export interface Line {
  /** Ends trimmed; inner spaces as printed. */
  text: string;
  /** Line of the file, from 1. */
  number: number;
  /** Columns of white space before the text. */
  indent: number;
  /** Columns taken in print, a Chinese character counting two. */
  width: number;
  /** Empty lines before it. */
  gap: number;
  /** A page ended between this line and the one before. */
  newPage: boolean;
  /** Depth of a Markdown heading, else 0. */
  mark: number;
  /** A list mark that the format itself declares (Markdown's "-"), else "". */
  bullet: string;
  /** The format states that a line begins here: it is never put together with the one before as a hard wrap. */
  stated: boolean;
  /** Its author broke the line before it off, as Markdown's two blanks do: no cut of a page. */
  broken: boolean;
  /** How many characters at the start were set in bold. */
  bold: number;
  table: LineTable | null;
}

export interface LineTable {
  header: number;
  rows: string[][];
}

export function makeLine(text: string, number: number, more: Partial<Line> = {}): Line {
  const printed = {
    indent: 0,
    gap: 0,
    newPage: false,
    mark: 0,
    bullet: "",
    stated: false,
    broken: false,
    bold: 0,
    table: null,
    ...more,
  };
  return { ...printed, text, number, width: printed.indent + columns(text) };
}

/** Columns a text takes in a fixed-width print. */
export function columns(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i) < 0x2000 ? 1 : 2;
  return sum;
}

/** Removes lines while keeping what stood between the others: gaps add up and page ends stay. */
export function dropLines(lines: Line[], dropped: ReadonlySet<Line>, endsPage = false): Line[] {
  if (dropped.size === 0) return lines;
  const kept: Line[] = [];
  let gap = 0;
  let newPage = false;
  for (const line of lines) {
    if (dropped.has(line)) {
      gap += line.gap;
      newPage ||= line.newPage || endsPage;
      continue;
    }
    kept.push(gap || newPage ? { ...line, gap: line.gap + gap, newPage: line.newPage || newPage } : line);
    gap = 0;
    newPage = false;
  }
  return kept;
}
