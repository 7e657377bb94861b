/** A use or a discussion of a report, as its row keeps it. */
export type PressRow = [
  section: string | null,
  anchor: string | null,
  title: string,
  medium: string,
  day: string,
  address: string,
];

/** The same by name, for its page. */
export interface PressUse {
  /** Slug; null: the whole report. */
  section: string | null;
  anchor: string | null;
  title: string;
  medium: string;
  /** 2026-11-30 */
  day: string;
  address: string;
}

export const toPressUses = (rows: readonly PressRow[]): PressUse[] =>
  rows.map(([section, anchor, title, medium, day, address]) => ({ section, anchor, title, medium, day, address }));
