import type { Notes } from "../notes.ts";
import { seen } from "./characters.ts";

const WORDS = /[\p{Script=Han}\d]/u;
/** Letters and digits; signs of markup are no words. */
const words = (text: string) => seen(text).replace(/[^\p{L}\p{N}]/gu, "");
const MOST_QUOTED = 20;
const LONGEST_QUOTE = 120;

/** A reader may enter words as left out only if something tells of them: text in their place, or a note. */
export function noteSilent(archive: readonly string[], notes: Notes): void {
  const suspects = notes.accounts.filter(
    ([before, after]) => WORDS.test(before) && !words(after).includes(words(before)),
  );
  if (suspects.length === 0) return;
  const told = words([...notes.told().map(({ text }) => text), ...notes.hiddenWords(), ...archive].join("\n"));
  const silent = suspects.flatMap(([before, after]) => untold(before, after, told));
  if (silent.length === 0) return;
  const message = `有 ${silent.length} 处文字没有放进正文，也没有列在转换说明里，请对照原件核对。`;
  notes.blocking("text-lost", message, silent.slice(0, MOST_QUOTED).join("\n"), 0);
}

function untold(before: string, after: string, told: string): string[] {
  const kept = words(after);
  return before
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => WORDS.test(line) && !kept.includes(words(line)) && !told.includes(words(line)))
    .map((line) => line.slice(0, LONGEST_QUOTE));
}
