import type { FoundSection } from "./found-section.ts";
import type { Question } from "./ask.ts";

const RETRIEVED: (keyof FoundSection)[] = [
  "id",
  "bureau",
  "year",
  "revision",
  "current",
  "standards",
  "heading",
  "text",
  "length",
];

const BODY = ["terms", "more.*"];
const HEADING = ["heading_terms"];
const BARE = ["bare"];
const IN = { body: BODY, heading: HEADING, bare: BARE };

/** Every word has to be there: words in our own code, whatever their order. */
const coded = (q: string, where: keyof typeof IN): Question => ({
  q,
  attributesToSearchOn: IN[where],
  matchingStrategy: "all",
  locales: ["eng"],
});

export interface QuestionWish {
  q: string;
  where: keyof typeof IN;
  filter: string[];
  order: "short" | "newest";
  limit: number;
  offset?: number;
}

const sorted = (order: QuestionWish["order"]) => (order === "newest" ? { sort: ["id:desc"] } : {});

export const sectionsWith = ({ q, where, filter, order, limit, offset = 0 }: QuestionWish): Question => ({
  ...(q === "" ? { q } : coded(q, where)),
  ...sorted(order),
  filter,
  limit,
  offset,
  attributesToRetrieve: RETRIEVED,
});

const LISTED = ["id", "length", "bureau"];

/** Without their text. */
export const listOf = (wish: QuestionWish): Question => ({ ...sectionsWith(wish), attributesToRetrieve: LISTED });

/** What Meilisearch makes of a question with its own words, synonyms and dictionary: the rarest words decide. */
export const inItsWords = (text: string, filter: string[], limit: number): Question => ({
  q: text,
  attributesToSearchOn: ["heading", "text"],
  matchingStrategy: "frequency",
  locales: ["zho"],
  filter,
  limit,
  attributesToRetrieve: LISTED,
});

export const sectionsQuestion = (filter: string[], limit: number): Question => ({
  q: "",
  filter,
  limit,
  attributesToRetrieve: RETRIEVED,
});

/** How many documents, and none of them. */
export const countOf = (q: string, filter: string[]): Question => ({
  ...(q === "" ? { q } : coded(q, "body")),
  filter,
  limit: 0,
});
