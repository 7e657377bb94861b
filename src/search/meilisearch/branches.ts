import type { MatchRequest } from "../query/match.ts";

/** One way for a section to hold everything: these strings, in reports of one of each list of bureaus. */
export interface Branch {
  /** Folded. */
  forms: string[];
  bureaus: number[][];
}

/** Each is a query. Beyond, the pieces with the most forms are left to the judgment of the text. */
const MOST_BRANCHES = 12;

/** A query of Meilisearch knows no "or": every combination of the forms that pieces may take. */
export function branchesOf(wanted: readonly MatchRequest[]): Branch[] {
  const alternatives = wanted.map(({ forms, bureauIds }) => [
    ...forms.map((form): Branch => ({ forms: [form], bureaus: [] })),
    ...(bureauIds.length > 0 ? [{ forms: [], bureaus: [bureauIds] }] : []),
  ]);
  let branches: Branch[] = [{ forms: [], bureaus: [] }];
  for (const ways of alternatives.toSorted((a, b) => a.length - b.length)) {
    if (branches.length * ways.length > MOST_BRANCHES) break;
    branches = branches.flatMap((branch) =>
      ways.map((way) => ({
        forms: [...branch.forms, ...way.forms],
        bureaus: [...branch.bureaus, ...way.bureaus],
      })),
    );
  }
  return branches;
}
