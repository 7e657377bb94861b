import type { Block } from "../../ingest/document.ts";
import { fold, type FoldedText } from "./fold.ts";
import { bigrams, distinctCharacters, headingToken, lastCharacter, NARROW_TOKEN } from "./tokens.ts";

export interface Part {
  /** Null for the heading. */
  anchor: string | null;
  text: string;
}

export interface FoldedPart extends Part {
  folded: FoldedText;
  /** The place at which the part begins in the folded text of the whole section. */
  at: number;
}

export interface FoldedSection {
  text: string;
  heading: string;
  parts: FoldedPart[];
}

export function indexedBlockText(block: Block): string {
  if (block.kind === "table") return [block.caption, ...block.rows.map((row) => row.join(" "))].join("\n").trim();
  return block.kind === "item" && block.marker ? `${block.marker} ${block.text}` : block.text;
}

/** The heading and the paragraphs as one folded text, so that a passage copied across them is found. */
export function foldSection(heading: string, blocks: readonly (Block & { anchor: string })[]): FoldedSection {
  const parts: FoldedPart[] = [];
  let text = "";
  const sources: Part[] = [{ anchor: null, text: heading }];
  for (const block of blocks) sources.push({ anchor: block.anchor, text: indexedBlockText(block) });
  for (const part of sources) {
    const folded = fold(part.text);
    parts.push({ ...part, folded, at: text.length });
    text += folded.text;
  }
  return { text, heading: parts[0]?.folded.text ?? "", parts };
}

export interface IndexText {
  /** For phrases and ranking. */
  body: string;
  /** For single characters. */
  chars: string;
}

/** A section as text for FTS5, with the tokens of its facets. */
export const indexRow = (section: FoldedSection, tokens: readonly string[]): IndexText => textOf(section, tokens);

/** The same as if it had no text but its heading, and marked as such. */
export const narrowRow = ({ heading }: FoldedSection, tokens: readonly string[]): IndexText =>
  textOf({ heading, text: heading }, [NARROW_TOKEN, ...tokens]);

function textOf(section: Pick<FoldedSection, "heading" | "text">, tokens: readonly string[]): IndexText {
  const positions = (folded: string) => [...bigrams(folded), ...lastCharacter(folded)];
  const headingTokens = positions(section.heading).map(headingToken);
  return {
    body: [...tokens, ...headingTokens, ...positions(section.text)].join(" "),
    chars: [...tokens, ...distinctCharacters(section.text)].join(" "),
  };
}
