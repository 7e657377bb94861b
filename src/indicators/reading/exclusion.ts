/** Why a figure that names an indicator is no value of the report's own year. */
export const EXCLUSION_REASONS = [
  "target",
  "cumulative",
  "part",
  "per-unit",
  "period",
  /** The words before it name another year, and do not say that the figure is of it. */
  "year",
  /** Of the whole city, the trade, the parent company. */
  "other-body",
  /** Below zero, or larger than any single body's. */
  "implausible",
  "ambiguous",
  "differs",
  /** An editor took it out: see its note. */
  "editor",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];
