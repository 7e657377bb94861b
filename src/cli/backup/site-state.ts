export interface Table {
  name: string;
  columns: string[];
  key: string[];
  grows: boolean;
}

export interface Head {
  size: number;
  root: string;
}

/** What tells whether anything was written. */
export interface State {
  version: number;
  audited: number;
  migration: string;
  full_text_from: number;
  ledger: Head;
  tables: Table[];
}
