import fc from "fast-check";
import { expect } from "vitest";
import type { SearchHit, SearchResult } from "../../src/search/engine.ts";
import { foldText } from "../../src/search/text/fold.ts";
import type { SearchParams } from "../../src/search/search-reports.ts";

export type Search = (query: string, more?: SearchParams) => Promise<SearchResult>;

/** A section as a search looks at it. */
export interface FoldedSection {
  address: string;
  text: string;
}

export const addressOf = (hit: SearchHit) => `${hit.bureau}/${hit.year}/${hit.section}`;

/** A copied run of characters finds its section, first if it stands nowhere else. */
export async function findsFirst(
  search: Search,
  sections: readonly FoldedSection[],
  query: string,
  { run, address }: { run: string; address: string },
) {
  const whole = foldText(run);
  const holders = sections.filter(({ text }) => text.includes(whole));
  const found: string[] = [];
  for (let page = 1; ; page++) {
    const { hits } = await search(query, { page: String(page), size: "100" });
    found.push(...hits.map(addressOf));
    if (found.includes(address) || hits.length < 100) break;
  }
  expect(found, query).toContain(address);
  if (holders.length === 1) expect(found[0], query).toBe(address);
}

/** So it does when it is copied without its punctuation. */
export async function findsBare(
  search: Search,
  sections: readonly FoldedSection[],
  { run, address }: { run: string; address: string },
) {
  const bare = run.replace(/[\p{P}\p{S}\s]/gu, "");
  fc.pre(bare !== "");
  const { hits } = await search(bare, { size: "100" });
  const holders = sections.filter(({ text }) => text.replace(/[\p{P}\p{S}]/gu, "").includes(foldText(bare)));
  if (hits.length < 100) expect(hits.map(addressOf), bare).toContain(address);
  if (holders.length === 1) expect(hits.map(addressOf)[0], bare).toBe(address);
}

/** What means something in the query language, in FTS5's or in no encoding at all. */
const SYNTAX = [
  '"',
  "*",
  "(",
  ")",
  " AND ",
  " OR ",
  " NOT ",
  "NEAR(",
  "title:",
  "-",
  "－",
  "“",
  "”",
  "标题:",
  "单位：",
  "年:",
  "章节:",
  "修订:全部",
  "^",
  "{",
  "\u0000",
  "\ud800",
  "\udc00",
  " ",
  "　",
  "\n",
  "%",
  "'",
  ";--",
  "🐝",
  "\\",
];

/** Queries that nobody means: syntax, random bytes and runs of the reports in any order. */
export const anyQuery = (runs: fc.Arbitrary<{ run: string }>) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...SYNTAX),
        fc.string({ unit: "binary", maxLength: 6 }),
        runs.map(({ run }) => run),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));
