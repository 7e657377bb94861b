import type { ImportNote, NoteCode, NoteLevel } from "./document.ts";
import { LIMITS } from "./limits.ts";

/** The text of these notes is left out of the archive, to the letter. */
const LEFT_OUT = new Set<NoteCode>([
  "title-repeated",
  "contents-left-out",
  "page-furniture-left-out",
  "ornament-left-out",
]);

/** Gathers what the import did, in the order of the file, and keeps the account of every character that did not go through as it was. */
export class Notes {
  readonly #notes: ImportNote[] = [];
  /** Characters that the file has and the archive lacks. */
  readonly left: string[] = [];
  /** Characters that the archive has and the file lacks: automatic numbers, list marks, marks of notes. */
  readonly put: string[] = [];
  /** The same as it was told, without what notes hold. */
  readonly accounts: [before: string, after: string][] = [];
  readonly #hidden: string[] = [];
  #hiddenCount = 0;

  info(code: NoteCode, message: string, text: string, line: number): void {
    this.#note("info", code, message, text, line);
  }

  unsure(code: NoteCode, message: string, text: string, line: number): void {
    this.#note("unsure", code, message, text, line);
  }

  /** Stops the publication until a person has decided. */
  blocking(code: NoteCode, message: string, text: string, line: number): void {
    this.#note("blocking", code, message, text, line);
  }

  /** `before` stood in the file, `after` stands in the archive; "" for nothing. */
  account(before: string, after: string): void {
    this.accounts.push([before, after]);
    if (before !== "") this.left.push(before);
    if (after !== "") this.put.push(after);
  }

  /** Text that the author hid, and that whoever opens the original can read. */
  hidden(texts: readonly string[], count = texts.length): void {
    this.#hidden.push(...texts);
    this.#hiddenCount += count;
  }

  hiddenWords(): readonly string[] {
    return this.#hidden;
  }

  /** Every note so far, one by one. */
  told(): readonly ImportNote[] {
    return this.#notes;
  }

  /** The one note that stops a file with such text. */
  tellHidden(): void {
    if (this.#hiddenCount > 0)
      this.blocking(
        "hidden-text",
        `原件含有 ${this.#hiddenCount} 处批注/修订/隐藏文字，公布后任何人都能看到。`,
        this.#hidden.join("\n"),
        0,
      );
  }

  add(notes: ImportNote[]): void {
    for (const { level, code, message, text, line } of notes) this.#note(level, code, message, text, line);
  }

  mentions(word: string): boolean {
    return this.#notes.some((note) => note.message.includes(word));
  }

  inOrder(): ImportNote[] {
    const kinds = Map.groupBy(this.#notes, (note) => `${note.code} ${note.level}`);
    const kept = [...kinds.values()].flatMap((notes) =>
      notes.length > LIMITS.notesOfOneKind ? [gather(notes)] : notes,
    );
    return kept.sort((a, b) => a.line - b.line);
  }

  #note(level: NoteLevel, code: NoteCode, message: string, text: string, line: number): void {
    this.#notes.push({ code, level, message, text, line });
    if (LEFT_OUT.has(code)) this.left.push(text);
  }
}

function gather(notes: ImportNote[]): ImportNote {
  const first = notes[0] as ImportNote;
  const text = notes.map((note) => `第 ${note.line} 行：${note.text}`).join("\n");
  return { ...first, message: `${first.message}（同类的共 ${notes.length} 处，合并列出）`, text };
}
