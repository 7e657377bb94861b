import { joinCut } from "../../signs/closing.ts";

/** How often a blank stands between Chinese and figures, by the kind of place. */
export type BlankHabits = (before: string, after: string) => boolean;

const HAN = "\\p{Script=Han}";
const PLACE = new RegExp(`(${HAN})( ?)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％])( ?)(${HAN})`, "gu");
const ENDS_HAN = new RegExp(`${HAN}$`, "u");
const STARTS_HAN = new RegExp(`^${HAN}`, "u");
const FEWEST = 4;
const MOSTLY = 0.7;

/**
 * A blank at which a line was broken is not printed. If the rest of the text mostly has one in such a place (共 29 个, 2023年), it
 * is put back.
 */
export function blankHabits(texts: string[]): BlankHabits {
  const counts = new Map<string, { all: number; blank: number }>();
  const count = (key: string, blank: boolean) => {
    const known = counts.get(key) ?? { all: 0, blank: 0 };
    counts.set(key, { all: known.all + 1, blank: known.blank + (blank ? 1 : 0) });
  };
  for (const text of texts)
    for (const [, before, gap, gapAfter, after] of text.matchAll(PLACE)) {
      if (before !== undefined) count("han-figure", gap === " ");
      else if (after !== undefined) for (const key of [after, "figure-han"]) count(key, gapAfter === " ");
    }
  const usual = (key: string) => {
    const { all = 0, blank = 0 } = counts.get(key) ?? {};
    return all < FEWEST ? null : blank >= all * MOSTLY;
  };
  return (before, after) => {
    if (ENDS_HAN.test(before) && /^[0-9A-Za-z]/.test(after)) return usual("han-figure") === true;
    if (!/[0-9A-Za-z%％]$/.test(before) || !STARTS_HAN.test(after)) return false;
    return usual(after.slice(0, 1)) ?? usual("figure-han") ?? false;
  };
}

/** Puts the rows of a paragraph together. */
export function joinWrapped(rows: string[], habits: BlankHabits): string {
  const parts = rows.map((row, i) => (habits(row, rows[i + 1] ?? "") ? `${row} ` : row));
  return joinCut(parts);
}
