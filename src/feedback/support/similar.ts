import type { Ctx } from "../../ctx.ts";
import { listAbout } from "../register/register-store.ts";
import type { FeedbackTarget } from "../target/target.ts";

export type SimilarFeedback = Awaited<ReturnType<typeof listAbout>>[number];

const MOST_LOOKED_AT = 50;
const MOST_OFFERED = 3;

/** Published feedback about the same place, the nearest first: the same paragraph, the same section, the same report. */
export async function readSimilar(ctx: Ctx, target: FeedbackTarget | null): Promise<SimilarFeedback[]> {
  if (target?.reportId == null) return [];
  return nearest(await listAbout(ctx.db, target.reportId, MOST_LOOKED_AT), target);
}

type Place = Pick<FeedbackTarget, "section" | "anchor">;

/** If a section is named, feedback about another one does not count. */
export function nearest<Each extends Place>(rows: readonly Each[], { section, anchor }: Place): Each[] {
  const distance = (row: Each) =>
    anchor !== null && row.anchor === anchor ? 0 : section !== null && row.section === section ? 1 : 2;
  return rows
    .filter((row) => section === null || distance(row) < 2)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, MOST_OFFERED);
}
