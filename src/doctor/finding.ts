export interface DoctorFinding {
  check: string;
  where: string;
  what: string;
  mended: boolean;
}

/** A fault that a running site found in its own tables. */
export interface Examination {
  /** Names of the checks that ran. */
  checks: string[];
  findings: DoctorFinding[];
}
