import entries from "../../../search/lay-words.json" with { type: "json" };
import { contentParts, isAskingOnly } from "./question-words.ts";
import { foldText } from "./fold.ts";

/** How reports say what somebody asked in other words. */
export interface Expansion {
  /** The words as people said them. */
  said: string;
  /** Folded. */
  forms: string[];
  /** Standard sections that are about it. */
  sections: string[];
}

interface LayWord {
  said: string;
  forms: string[];
  sections: readonly string[];
  /** It is meant only if nothing else is asked: 多少人 beside 投诉 are not the staff. */
  alone: boolean;
}

const MOST_EXPANSIONS = 4;
const MOST_FORMS = 6;

let known: Map<string, LayWord[]> | undefined;

/** By the first two characters of the lay word. */
function layWords(): Map<string, LayWord[]> {
  known ??= Map.groupBy(
    entries
      .flatMap(({ say, as: forms, sections, ...entry }) =>
        say.map((said) => ({ said: foldText(said), forms: forms.map(foldText), sections, alone: "alone" in entry })),
      )
      .sort((a, b) => b.said.length - a.said.length),
    ({ said }) => said.slice(0, 2),
  );
  return known;
}

/** The sayings in a folded text for which reports use other words: the longest at each place. */
function expansionsOf(folded: string, rest: string): Expansion[] {
  const found: Expansion[] = [];
  for (let at = 0; at < folded.length && found.length < MOST_EXPANSIONS; at++) {
    const word = layWords()
      .get(folded.slice(at, at + 2))
      ?.find(({ said }) => folded.startsWith(said, at) && standsAlone(folded, at, said));
    if (!word || (word.alone && isMore(rest.replace(word.said, "")))) continue;
    const forms = word.forms.slice(0, MOST_FORMS);
    at += word.said.length - 1;
    // 吵得睡不着 says one thing twice.
    if (found.some((other) => other.forms.every((form, i) => form === forms[i]))) continue;
    found.push({ said: word.said, forms, sections: [...word.sections] });
  }
  return found;
}

/** Beside the words that ask, more than a single character. */
const isMore = (folded: string) =>
  Array.from(
    contentParts(folded)
      .filter((part) => !isAskingOnly(part))
      .join(""),
  ).length > 1;

/** The expansions of the words of a query, as they stand; a Latin phrase may be several of them. */
export function expansionsIn(pieces: readonly { folded: string; kind: string }[], said?: string): Expansion[] {
  const words = said === undefined ? pieces.flatMap(({ folded, kind }) => (kind === "word" ? [folded] : [])) : [said];
  const joined = words.every((word) => /^[a-z]+$/.test(word)) ? [words.join("")] : words;
  const rest = pieces.map(({ folded }) => folded).join("");
  const expanded = (texts: readonly string[]) => texts.flatMap((text) => expansionsOf(text, rest));
  const found = expanded(joined);
  const apart = found.length > 0 ? found : expanded([...words, words.map(withoutAsking).join("")]);
  return apart.slice(0, MOST_EXPANSIONS);
}

/** 出过什么事故: 出过事故 */
const withoutAsking = (word: string) => contentParts(word).join("");

/** A Latin word is not found inside another: pay in paypal. */
const standsAlone = (text: string, at: number, said: string) =>
  !(/^[a-z]/.test(said) && /[a-z0-9]/.test(text.charAt(at - 1))) &&
  !(/[a-z]$/.test(said) && /[a-z0-9]/.test(text.charAt(at + said.length)));
