/** What `readReport` understood of one file: the contract between ingest, publishing and pages. */
export interface ParsedReport {
  /** The title as printed, lines of a title page joined: 云浦区水务局2023 年度社会责任报告 */
  title: string;
  /** Full legal name, or null if the report does not say. */
  bureau: string | null;
  /** The 简称 the report declares for its bureau, else a derived one; null if there is no bureau. */
  shortName: string | null;
  year: number | null;
  encoding: Encoding;
  /** In document order; `depth` makes the tree. */
  sections: ParsedSection[];
  notes: ImportNote[];
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

export interface ParsedSection {
  /** The whole heading as printed, Markdown marks aside: （四）报告预期与展望 */
  heading: string;
  /** The numeral as printed, "" if there is none: （四） */
  numeral: string;
  /** The heading without numeral and closing punctuation: 报告预期与展望 */
  title: string;
  /** 1 for a top-level section. */
  depth: number;
  /** Slug of the standard section, or null. */
  standard: string | null;
  /** True for a section the file has no heading for (text before the first heading). */
  implicit: boolean;
  blocks: Block[];
}

/** The smallest citable unit. In `text`, `**` is always a withheld figure, never Markdown. */
export type Block =
  | { kind: "text"; text: string }
  /** Neighbouring items make one list; `marker` as printed ("1.", "（1）", "•"), "" if there is none. */
  | { kind: "item"; marker: string; text: string }
  | { kind: "signature"; text: string }
  /** `header`: how many leading rows are header rows. */
  | { kind: "table"; caption: string; header: number; rows: string[][] };

export interface ImportNote {
  code: NoteCode;
  level: NoteLevel;
  /** One Chinese sentence for readers and staff. */
  message: string;
  /** The text concerned, as it stands in the file; text left out of the archive is kept here whole. */
  text: string;
  /** First line of the file concerned, from 1; 0 for the whole file. */
  line: number;
}

/** `info` only tells, `unsure` asks a person to look, `blocking` stops the publication until a person has decided. */
export type NoteLevel = "info" | "unsure" | "blocking";

export type NoteCode =
  | "encoding"
  | "title-repeated"
  | "contents-left-out"
  | "contents-disagrees"
  | "outline"
  | "level-adjusted"
  | "numeral-disagrees"
  | "inline-heading"
  | "paragraph-joined"
  | "doubled-character"
  | "hard-wraps-joined"
  | "list"
  | "table"
  | "withheld"
  | "characters-normalised"
  | "private-use"
  | "page-furniture-left-out"
  | "markup-left-out"
  | "ornament-left-out"
  | "implicit-section"
  | "tracked-change"
  | "footnote"
  | "text-box"
  | "numbering"
  | "editorial"
  /** Characters of the file that are neither in the archive nor in a note. */
  | "text-lost"
  /** Characters of the archive that the file does not have, or not as often. */
  | "text-added"
  | "number-changed"
  /** A number that the file prints in two pieces, put together. */
  | "number-joined"
  | "order"
  /** Comments, deletions, hidden text, front matter: whoever downloads the original can read them. */
  | "hidden-text"
  | "more-hidden-than-shown"
  | "garbled"
  | "columns"
  | "bureau-guessed"
  | "bureau-new"
  | "year-guessed"
  | "bureau"
  | "year";
