export interface SiteTable {
  name: string;
  columns: string[];
  key: string[];
  grows: boolean;
}

export interface SiteHead {
  size: number;
  root: string;
}

/** The state that shows whether anything was written. */
export interface SiteState {
  version: number;
  audited: number;
  migration: string;
  full_text_from: number;
  ledger: SiteHead;
  tables: SiteTable[];
}
