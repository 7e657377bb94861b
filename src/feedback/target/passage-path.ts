import { paragraphPath, reportPath, sectionPath } from "../../paths.ts";

interface Place {
  aboutBureau: string | null;
  year: number | null;
  revision: number | null;
  section: string | null;
  anchor: string | null;
}

/** The address of the pinned passage, at the revision its author saw; null if there is none. */
export function pinnedPath({ aboutBureau, year, revision, section, anchor }: Place): string | null {
  if (aboutBureau === null || year === null || revision === null) return null;
  if (section === null) return reportPath(aboutBureau, year, revision);
  return anchor === null
    ? sectionPath(aboutBureau, year, section, revision)
    : paragraphPath(aboutBureau, year, section, anchor, revision);
}
