import { isSealed } from "../../feedback/seal/sealing.ts";
import { caseWords } from "./case-words.ts";

const LONGEST = 24;

/** The author's title, else the first words of the text, to the first full stop. */
export function caseTitle({ id, title, excerpt }: { id: number; title: string; excerpt: string }): string {
  if (title.trim() !== "") return title;
  if (excerpt === "" || isSealed(excerpt)) return caseWords.title(id);
  const first = /^[^。！？；\n]+/u.exec(excerpt.trim())?.[0] ?? excerpt.trim();
  const letters = Array.from(first);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : first;
}
