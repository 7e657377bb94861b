import type { RevisionFacts, Section } from "../reports/report.ts";
import { sha256Hex } from "../sha256.ts";
import type { LeafDraft } from "./leaf.ts";
import { revisionText } from "./revision-text.ts";

interface PublishedRevision extends Omit<RevisionFacts, "textSha256"> {
  bureau: string;
  year: number;
}

/**
 * The leaf of a newly published revision; `feedback` are the numbers of the feedback that a correction answers.
 * Decision 0074.
 */
export function revisionLeaf(
  revision: PublishedRevision,
  sections: readonly Section[],
  feedback: readonly number[] = [],
): LeafDraft {
  const { bureau, year, number, title, note, publishedAt, fileSha256, fileName, fileType, fileSize } = revision;
  return {
    kind: number === 1 ? "publication" : "correction",
    at: publishedAt,
    bureau,
    year,
    revision: number,
    title,
    note,
    original: { sha256: fileSha256, name: fileName, type: fileType, size: fileSize },
    text: sha256Hex(revisionText(title, sections)),
    ...(feedback.length === 0 ? {} : { feedback: feedback.map(String) }),
  };
}
