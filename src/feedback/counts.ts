import type { Ctx } from "../context.ts";
import { feedbackCounts } from "./register.ts";

/** Received and answered by section slug, with the sum of the whole report under "". One query. */
export async function readCounts(ctx: Ctx, bureau: string, year: number) {
  const counts = new Map<string, { received: number; answered: number }>();
  const add = (section: string, received: number, answered: number) => {
    const so = counts.get(section) ?? { received: 0, answered: 0 };
    counts.set(section, { received: so.received + received, answered: so.answered + answered });
  };
  for (const { section, received, answered } of await feedbackCounts(ctx, bureau, year)) {
    if (section !== null) add(section, received, answered);
    add("", received, answered);
  }
  return counts;
}
