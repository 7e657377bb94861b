import type { Block } from "../ingest/document.ts";

/** A block with its anchor (`#p-{anchor}`); `was` are anchors of the same paragraph in earlier revisions. */
export type Paragraph = Block & { anchor: string; was?: string[] };

/** The stored facts of a revision and of the file it came from. Instants are ISO 8601 in UTC. */
export interface RevisionFacts {
  number: number;
  title: string;
  note: string;
  publishedAt: string;
  fileSha256: string;
  fileName: string;
  fileType: string;
  fileSize: number;
  textSha256: string;
}

/** A section as stored: `position` counts from 0 in document order, `parent` is the position of the section above. */
export interface Section {
  position: number;
  parent: number | null;
  depth: number;
  slug: string;
  numeral: string;
  heading: string;
  title: string;
  standard: string | null;
  blocks: Paragraph[];
}
