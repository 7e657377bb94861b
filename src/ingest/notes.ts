import type { ImportNote, NoteCode } from "./document.ts";
import { LIMITS } from "./limits.ts";

/** Gathers what the import did, in the order of the file. */
export class Notes {
  readonly #notes: ImportNote[] = [];

  info(code: NoteCode, message: string, text: string, line: number): void {
    this.#notes.push({ code, level: "info", message, text, line });
  }

  unsure(code: NoteCode, message: string, text: string, line: number): void {
    this.#notes.push({ code, level: "unsure", message, text, line });
  }

  add(notes: ImportNote[]): void {
    this.#notes.push(...notes);
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
}

function gather(notes: ImportNote[]): ImportNote {
  const first = notes[0] as ImportNote;
  const text = notes.map((note) => `第 ${note.line} 行：${note.text}`).join("\n");
  return { ...first, message: `${first.message}（同类的共 ${notes.length} 处，合并列出）`, text };
}
