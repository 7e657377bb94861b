/** The limits of a PDF, so that reading it stays within the processor time and memory of one request. */
export const PDF_LIMITS = {
  pages: 300,
  /** Unpacked, in all: fonts and page descriptions; pictures are never unpacked. */
  unpackedBytes: 120_000_000,
  /** Unpacked, one page's description or one font. */
  streamBytes: 12_000_000,
  /** The longest font that does not begin as fonts do. */
  unknownFontBytes: 2_000_000,
  /** Painting commands of one page; a form that paints forms multiplies them. */
  pageCommands: 100_000,
  /** States kept and not gone back to; PDF 1.7 asks readers for 28. */
  stateDepth: 500,
  /** Characters painted on one page. */
  pageCharacters: 60_000,
  /** In all: with these a whole reading stays within 128 MB (docs/reading.md). */
  characters: 1_500_000,
} as const;
