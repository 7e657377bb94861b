import { type EditedPiece, type EditedSection, InapplicableEdit } from "./edit.ts";

const gone = () => new InapplicableEdit("这一处已经不在原来的位置，可能已被别的调整改动。请在预览中重新选择。");

export function requireSection(sections: readonly EditedSection[], at: string): number {
  const index = sections.findIndex(({ id }) => id === at);
  if (index < 0) throw gone();
  return index;
}

/** A section with a heading of its own. */
export function requireHeading(sections: readonly EditedSection[], at: string): number {
  const index = requireSection(sections, at);
  if (sections[index]?.implicit) throw new InapplicableEdit("这一节在原文中没有标题。");
  return index;
}

/** The place of a paragraph or table. */
export function requirePiece(sections: readonly EditedSection[], at: string): [section: number, piece: number] {
  for (const [index, { pieces }] of sections.entries()) {
    const position = pieces.findIndex(({ id }) => id === at);
    if (position >= 0) return [index, position];
  }
  throw gone();
}

/** The pieces among which it stands, and its place. */
export function requirePieces(sections: readonly EditedSection[], at: string) {
  const [index, position] = requirePiece(sections, at);
  const { pieces } = sections[index] as EditedSection;
  return { pieces, position, piece: pieces[position] as EditedPiece };
}
