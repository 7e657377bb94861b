/** What one report file may be. Stored rows end at 2 MB (D1), so a section stays well below. */
export const LIMITS = {
  fileBytes: 5_000_000,
  sections: 1_500,
  sectionBytes: 1_500_000,
  /** More notes of one kind than this are gathered into one. */
  notesOfOneKind: 200,
} as const;
