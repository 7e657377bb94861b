import { withoutPunctuation } from "../../text/bare-text.ts";
import type { IndexDocument } from "../../index-writer.ts";
import { LONGEST_QUERY } from "../../query/query.ts";
import { bigramWords, characterWords } from "../term-code.ts";

/** A document as it is sent: the attributes that are searched are made here. */
export interface StoredDocument extends IndexDocument {
  /** Characters of the text: of equals the shorter is the better. */
  length: number;
  heading_terms: string;
  terms: string;
  /** The rest of a very long text. */
  more: Record<string, string>;
  /** Bigrams that only stand in the text when its punctuation is left out. */
  bare: string;
}

/** Meilisearch forgets the words of an attribute after the 65,535th. */
const LONGEST_PART = 30_000;

export function toStoredDocument(document: IndexDocument): StoredDocument {
  const { heading, text } = document;
  const [terms = "", ...rest] = parts(text).map(wordsOf);
  const there = new Set(bigramWords(text));
  return {
    ...document,
    length: text.length,
    heading_terms: wordsOf(heading),
    terms,
    more: Object.fromEntries(rest.map((part, i) => [String(i + 1), part])),
    bare: bigramWords(withoutPunctuation(text))
      .filter((word) => !there.has(word))
      .join(" "),
  };
}

const wordsOf = (text: string) => [...bigramWords(text), ...characterWords(text)].join(" ");

/** Parts that overlap by as much as a query may hold, so that each copied passage stands whole in one of them. */
function parts(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; from === 0 || from < text.length; from += LONGEST_PART)
    found.push(text.slice(from, from + LONGEST_PART + 2 * LONGEST_QUERY));
  return found;
}
