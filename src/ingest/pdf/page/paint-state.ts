import { type Font, NO_FONT } from "./fonts.ts";
import { IDENTITY, type Transform } from "./matrix.ts";
import type { Box } from "./cover.ts";

export interface State {
  ctm: Transform;
  text: Transform;
  line: Transform;
  font: Font;
  size: number;
  characters: number;
  words: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  /** Colours of its fills and its strokes, "" for a pattern. */
  fill: string;
  stroke: string;
  /** How solid its fills and strokes are, 0 to 1. */
  fillShare: number;
  strokeShare: number;
  /** Painted within alone. */
  clip: Box | null;
  /** Its fills are solid: neither seen through nor mixed with the paint below. */
  solid: boolean;
}

export const PLAIN_STATE: State = {
  ctm: IDENTITY,
  text: IDENTITY,
  line: IDENTITY,
  font: NO_FONT,
  size: 0,
  characters: 0,
  words: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  fill: "#000000",
  stroke: "#000000",
  fillShare: 1,
  strokeShare: 1,
  clip: null,
  solid: true,
};

const FAINTEST = 0.06;
const NARROWEST = 0.1;

/** The colours that its characters are painted in; none if nothing is. */
export function inksOf({ mode, fill, stroke, fillShare, strokeShare }: State): string[] {
  const way = mode % 4;
  const inks: string[] = [];
  if ((way === 0 || way === 2) && fillShare > FAINTEST) inks.push(fill);
  if ((way === 1 || way === 2) && strokeShare > FAINTEST) inks.push(stroke);
  return inks;
}

/** Painted outside of what the page lets through, or too narrow to be read. */
export function isCutOff({ clip, scale }: State, x: number, y: number): boolean {
  if (Math.abs(scale) < NARROWEST) return true;
  return clip !== null && (x < clip.left - 1 || x > clip.right + 1 || y < clip.top - 1 || y > clip.bottom + 1);
}

export function narrowed(clip: Box | null, { left, top, right, bottom }: Box): Box {
  if (!clip) return { left, top, right, bottom };
  return {
    left: Math.max(left, clip.left),
    top: Math.max(top, clip.top),
    right: Math.min(right, clip.right),
    bottom: Math.min(bottom, clip.bottom),
  };
}
