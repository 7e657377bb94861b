import { revisionText } from "../../ledger/revision-text.ts";
import type { Section } from "../../reports/report.ts";
import { sha256Hex } from "../../sha256.ts";
import type { Archive } from "../../doctor/archive.ts";

export type StoredSection = Section & { id: number };

export async function loadStoredSections(archive: Archive, revisionId: number): Promise<StoredSection[]> {
  const rows = await archive.query<Omit<StoredSection, "blocks"> & { blocks: string }>(
    `SELECT id, position, parent, depth, slug, numeral, heading, title, standard, blocks FROM sections
     WHERE revision_id = ? ORDER BY position`,
    revisionId,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as Section["blocks"] }));
}

/** The columns that every check of a revision asks for. */
export interface CheckedRevision {
  revisionId: number;
  bureauId: number;
  bureau: string;
  year: number;
  number: number;
  title: string;
  textSha256: string;
}

/** True if the text is the one that was published: only from that may anything be derived. */
export const isSound = (revision: Pick<CheckedRevision, "title" | "textSha256">, sections: readonly Section[]) =>
  sha256Hex(revisionText(revision.title, sections)) === revision.textSha256;
