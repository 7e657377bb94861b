import type { Notes } from "../notes.ts";

/**
 * Remarks and deletions that editors of Markdown write for themselves, whatever a reader of the bare text sees: Obsidian's %%, CriticMarkup,
 * kramdown, Jekyll.
 */
const REMARKS =
  /%%[^%]{1,5000}%%|\{>>[^<]{1,5000}<<\}|\{--[^{}]{1,5000}--\}|\{::comment\}[^{]{0,5000}\{:\/(?:comment)?\}|\{%-?\s{0,5}comment\s{0,5}-?%\}[^{]{0,5000}\{%-?\s{0,5}endcomment\s{0,5}-?%\}/g;

/** Takes them out, lines stay where they are. */
export function withoutAuthorRemarks(source: string, notes: Notes): string {
  return source.replace(REMARKS, (remark, at: number) => {
    const line = source.slice(0, at).split("\n").length;
    notes.account(remark, "");
    notes.info("markup-left-out", `第 ${line} 行的注释没有放进正文。`, remark, line);
    notes.hidden([remark]);
    return remark.replace(/[^\n]/g, " ");
  });
}
