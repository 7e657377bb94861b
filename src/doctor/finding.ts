export interface DoctorFinding {
  check: string;
  where: string;
  what: string;
  mended: boolean;
}

/** What a running site found in its own tables. */
export interface Examination {
  /** Names of the checks that ran. */
  checks: string[];
  findings: DoctorFinding[];
}
