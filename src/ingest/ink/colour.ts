import { colord, extend } from "colord";
import names from "colord/plugins/names";

extend([names]);

/** Red, green and blue, 0 to 255, and how solid it is, 0 to 1. */
export interface Rgb {
  r: number;
  g: number;
  b: number;
  a: number;
}

export const BLACK: Rgb = { r: 0, g: 0, b: 0, a: 1 };
export const WHITE: Rgb = { r: 255, g: 255, b: 255, a: 1 };
export const LINK: Rgb = { r: 0, g: 0, b: 238, a: 1 };
export const YELLOW: Rgb = { r: 255, g: 255, b: 0, a: 1 };
const FAINTEST = 0.06;
const NEAREST = 16;
const known = new Map<string, Rgb | null>();
const MOST_KNOWN = 1_000;

/** A colour as CSS writes it; null for what is none, or not known. */
export function readColour(value: string): Rgb | null {
  const kept = known.get(value);
  if (kept !== undefined) return kept;
  const read = colord(value);
  const colour = read.isValid() ? read.rgba : null;
  if (known.size < MOST_KNOWN) known.set(value, colour);
  return colour;
}

export const isTransparent = ({ a }: Rgb) => a <= FAINTEST;

/** Nobody tells one from the other. */
export const looksLike = (one: Rgb, other: Rgb) =>
  Math.max(Math.abs(one.r - other.r), Math.abs(one.g - other.g), Math.abs(one.b - other.b)) <= NEAREST;
