/** The evidence, besides the line itself, that it is a heading and of which level. */
export interface HeadingEvidence {
  inContents(title: string): boolean;
  /** Depth at which the contents list has a title; 0 if it has none or two that differ. */
  contentsDepth(title: string): number;
  isChapter(title: string): boolean;
  parentsOf(title: string): string[];
}
