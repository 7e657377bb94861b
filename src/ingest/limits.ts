/** The limits of one report file. Stored rows end at 2 MB (D1), so a section stays well below. */
export const LIMITS = {
  /** How long the portal waits for the reader; its processor time ends before (wrangler.reader.toml). */
  readingMs: 60_000,
  /** The limit of the reader's answer: many times as much as the largest report takes. */
  answerCharacters: 30_000_000,
  fileBytes: 5_000_000,
  /** The limit of a file that a citizen attaches. */
  attachmentBytes: 5 * 1024 * 1024,
  /** Lines with text on them; keeps reading within a second or two. */
  lines: 50_000,
  /** A Markdown reader takes longer for the same size. */
  markdownLines: 10_000,
  markdownBytes: 1_000_000,
  lineCharacters: 200_000,
  /** Marks of emphasis, links and code; a Markdown reader takes long over tens of thousands that do not match. */
  markdownMarks: 20_000,
  /** Within one paragraph: the reader goes back over all of them for each. */
  paragraphMarks: 1_500,
  paragraphLines: 2_000,
  /** Lists in lists, quotes in quotes. */
  markdownDepth: 60,
  /** The limit of one table. */
  tableCells: 60_000,
  sections: 1_500,
  sectionBytes: 1_500_000,
  /** The text left out is kept in the notes, and they are stored too. */
  notesBytes: 1_500_000,
  /** More notes of one kind than this are gathered into one. */
  notesOfOneKind: 200,
} as const;
