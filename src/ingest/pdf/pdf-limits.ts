/** What a PDF may be, so that reading it stays within the processor time and memory of one request. */
export const PDF_LIMITS = {
  pages: 300,
  /** Unpacked, in all: fonts and page descriptions; pictures are never unpacked. */
  unpackedBytes: 120_000_000,
  /** Unpacked, one page's description. */
  streamBytes: 30_000_000,
  /** Painting commands of one page; a form that paints forms multiplies them. */
  pageCommands: 100_000,
  /** States kept and not gone back to; PDF 1.7 asks readers for 28. */
  stateDepth: 500,
  /** Characters painted on one page. */
  pageCharacters: 60_000,
  characters: 2_000_000,
} as const;
