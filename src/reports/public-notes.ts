import type { ImportNote, NoteCode } from "../ingest/document.ts";

/** Notes of these kinds may hold what the author took out: comments, deletions, hidden text, front matter. */
const MAY_HOLD_WORDS = new Set<NoteCode>([
  "markup-left-out",
  "tracked-change",
  "hidden-text",
  "more-hidden-than-shown",
]);
/** Remarks that anybody sees who opens the file. */
const SHOWN = /^(?:第 \d+ 行的|\d+ [处幅])(?:图片|链接的网址|注音)/;

/** The notes of an import as the public may read them: of what the author took out, kind and number and never a word. */
export const publicNotes = (notes: readonly ImportNote[]): ImportNote[] =>
  notes.map((note) => (MAY_HOLD_WORDS.has(note.code) && !SHOWN.test(note.message) ? wordless(note) : note));

/** Older notes name the struck-out words in their sentence too. */
const wordless = (note: ImportNote): ImportNote => ({
  ...note,
  message: note.message.replace(/“[^”]*”/g, "一处"),
  text: "",
});
