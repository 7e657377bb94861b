import type { Doubt } from "./figure.ts";
import { unpack } from "./pack.ts";

/** The figures that do not agree, each with its number on the page of figures, by the paragraph that it is noted beside. */
export type DoubtsByAnchor = ReadonlyMap<string, readonly { doubt: Doubt; number: number }[]>;

/** From the kept figures of a revision: each is noted beside the first of its two places. */
export function doubtsByAnchor(packed: string | null): DoubtsByAnchor {
  const found = new Map<string, { doubt: Doubt; number: number }[]>();
  const { doubts = [] } = (packed === null ? null : unpack(packed)) ?? {};
  for (const [at, doubt] of doubts.entries()) {
    const { anchor } = doubt.quotations[0];
    found.set(anchor, [...(found.get(anchor) ?? []), { doubt, number: at + 1 }]);
  }
  return found;
}
