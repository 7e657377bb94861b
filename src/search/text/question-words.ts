import questionWords from "../../../search/question-words.json" with { type: "json" };
import { foldText } from "./fold.ts";

/** The longest first, so that 是什么 goes before 什么. */
const ASKING = new RegExp(
  questionWords
    .map(foldText)
    .toSorted((a, b) => b.length - a.length)
    .join("|"),
  "gu",
);
const MARKS = /[\p{P}\p{S}]+$/u;

/** The parts of a folded text between the words that only ask, none of them empty; the whole text if there is nothing else. */
export function contentParts(folded: string): string[] {
  const parts = folded
    .replace(MARKS, "")
    .split(ASKING)
    .filter((part) => part.replace(/[\p{P}\p{S}]/gu, "") !== "");
  return parts.length > 0 ? parts : [folded];
}

/** A folded text with white space in the place of its words that ask. */
export const withoutAskingWords = (folded: string) => folded.replace(ASKING, (word) => " ".repeat(word.length));

/** Nothing but words that ask. */
export const isAskingOnly = (folded: string) => folded.replace(ASKING, "").replace(/[\p{P}\p{S}]/gu, "") === "";
