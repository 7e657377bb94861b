import type { Ctx } from "../../ctx.ts";
import { findHits } from "../fts5/hits-store.ts";
import { phrase } from "../text/tokens.ts";

const SECTIONS_READ = 12;
const AHEAD = 12;

/** How the reports go on after `folded`: 志愿 → 志愿者, 志愿服务. Those printed at least twice, the most frequent first. */
export async function phrasesWith(ctx: Ctx, folded: string): Promise<string[]> {
  const match = phrase(folded);
  const hits = await findHits(ctx.db, {
    index: "sections",
    table: "fts",
    also: null,
    not: null,
    match,
    order: "newest",
    limit: SECTIONS_READ,
  });
  const words = new Intl.Segmenter("zh", { granularity: "word" });
  const counts = new Map<string, number>();
  for (const { text } of hits.map((hit) => hit.section))
    for (let at = text.indexOf(folded); at >= 0; at = text.indexOf(folded, at + 1)) {
      const [next] = words.segment(text.slice(at + folded.length, at + folded.length + AHEAD));
      if (next?.isWordLike) counts.set(folded + next.segment, (counts.get(folded + next.segment) ?? 0) + 1);
    }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1])
    .map(([text]) => text);
}
