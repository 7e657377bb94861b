import { type Catalog, sectionsIn } from "../catalog.ts";
import { toEvidence, type Clue } from "./evidence.ts";
import type { SearchPlan } from "../query/plan.ts";

/** The words to show in a text: whole forms if it has them, else the query's bigrams, and single characters if a piece is one. */
export function clueBigrams(plan: SearchPlan, catalog: Catalog, text: string): Clue[] {
  const sections = sectionsIn(catalog);
  return plan.wanted.flatMap(({ forms }) => {
    const present = forms.filter((form) => text.includes(form));
    if (present.length > 0) return present.map((form) => ({ text: form, weight: 20 }));
    return toEvidence(forms.slice(0, 1), catalog.counts, sections).bigrams;
  });
}
