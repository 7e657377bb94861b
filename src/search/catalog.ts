import type { BureauTraits } from "../reports/traits.ts";

/** A bureau as searches know it. */
export interface Bureau extends BureauTraits {
  id: number;
  slug: string;
  name: string;
  shortName: string;
  /** Folded names, longest first. */
  names: string[];
}

/** An index that holds reports of a year before this one by their headings only. Decision 0032. */
export interface HeadingOnlyYears {
  before: number;
  /** No report is in it whole. */
  all: boolean;
}

/** Facts of the index at one version of the archive; kept from search to search in one isolate. */
export interface Catalog {
  version: number;
  bureaus: readonly Bureau[];
  firstSection: number;
  lastSection: number;
  /** With a published report, the newest first. */
  years: readonly number[];
  /** Null if the index holds everything. */
  narrow: HeadingOnlyYears | null;
  /** How many sections hold a term: bigrams and single characters. Frequent ones as of the last tidying. */
  counts: Map<string, number>;
}

export const sectionsIn = ({ firstSection, lastSection }: Catalog) => lastSection - firstSection + 1;
