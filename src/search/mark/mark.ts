import type { Ctx } from "../../ctx.ts";
import type { Section } from "../../reports/report.ts";
import { loadCatalog } from "../fts5/catalog-store.ts";
import { toEvidence } from "../ranking/evidence.ts";
import { spans, type MarkedSpan } from "../text/highlight.ts";
import { toWanted, type MatchRequest } from "../query/match.ts";
import { parseQuery } from "../query/query.ts";
import { foldSection, type FoldedSection } from "../text/section-text.ts";

/** Spans of a paragraph's text (as `blockText` gives it) by anchor, and of headings by `headingKey`. Decision 0081. */
export type Marks = ReadonlyMap<string, readonly MarkedSpan[]>;

export const headingKey = (slug: string) => `heading ${slug}`;

/** The places of a query's words in these sections, by the rule that marks the snippets of a search. */
export async function markSections(ctx: Ctx, query: string, sections: readonly Section[]): Promise<Marks> {
  const { pieces } = parseQuery(query);
  const marks = new Map<string, MarkedSpan[]>();
  if (pieces.length === 0) return marks;
  const catalog = await loadCatalog(ctx.db, []);
  const wanted = toWanted(pieces, catalog);
  for (const section of sections) {
    const folded = foldSection(section.heading, section.blocks);
    const found = spans(folded.text, formsIn(folded.text, wanted));
    if (found.length > 0) addSpans(marks, section.slug, folded, found);
  }
  return marks;
}

/** Pairs inside stop words weigh less than this share of the others. Marks must not depend on the counts so far. */
const SAYS_LITTLE = 0.5;
const NO_COUNTS: ReadonlyMap<string, number> = new Map();

function formsIn(text: string, wanted: readonly MatchRequest[]): string[] {
  return wanted.flatMap(({ forms, piece }) => {
    const present = forms.filter((form) => text.includes(form));
    if (present.length > 0 || piece.kind !== "word") return present;
    const { bigrams } = toEvidence(forms.slice(0, 1), NO_COUNTS, 1);
    const most = Math.max(...bigrams.map((clue) => clue.weight));
    return bigrams.filter((clue) => clue.weight >= most * SAYS_LITTLE).map((clue) => clue.text);
  });
}

function addSpans(
  marks: Map<string, MarkedSpan[]>,
  slug: string,
  { parts }: FoldedSection,
  found: readonly MarkedSpan[],
) {
  for (const { anchor, at, folded } of parts) {
    const { start, end } = folded;
    const inside = found.flatMap((span) => {
      const from = Math.max(0, span.from - at);
      const to = Math.min(start.length, span.to - at);
      return from < to ? [{ from: start[from] ?? 0, to: end[to - 1] ?? 0 }] : [];
    });
    if (inside.length > 0) marks.set(anchor ?? headingKey(slug), inside);
  }
}

/** The spans of a whole that fall into the part of it that begins at `from`, as offsets of that part. */
export function spansWithin(whole: readonly MarkedSpan[], from: number, length: number): MarkedSpan[] {
  return whole.flatMap((span) => {
    const start = Math.max(0, span.from - from);
    const end = Math.min(length, span.to - from);
    return start < end ? [{ from: start, to: end }] : [];
  });
}
