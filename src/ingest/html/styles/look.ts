import { BLACK, type Rgb, isTransparent, LINK, looksLike, readColour, WHITE, YELLOW } from "../../ink/colour.ts";
import type { Winning } from "./declarations.ts";
import { away, isBoxedAway, pixels } from "./place.ts";

/** How the text of an element is seen. */
export interface Look {
  /** Nothing of it can be seen, whatever its parts say. */
  isGone: boolean;
  /** `visibility`, which a part may set again. */
  isVisible: boolean;
  /** In pixels. */
  size: number;
  colour: Rgb;
  /** What is painted behind; null for a picture, which may be of any colour. */
  behind: Rgb | null;
  isStruck: boolean;
}

export const PLAIN_LOOK: Look = {
  isGone: false,
  isVisible: true,
  size: 16,
  colour: BLACK,
  behind: WHITE,
  isStruck: false,
};
/** 1.5 points, the limit in Word files and PDFs too. */
const SMALLEST = 2;

export function isUnseen({ isVisible, size, colour, behind }: Look): boolean {
  if (!isVisible || size <= SMALLEST || isTransparent(colour)) return true;
  return behind !== null && colour.a > 0.5 && looksLike(colour, behind);
}

type Attributes = Readonly<Record<string, string>>;

export function lookOf(name: string, attributes: Attributes, own: Winning, around: Look): Look {
  const size = sizeOf(own, around.size);
  return {
    isGone: isGone(own, size),
    isVisible: visibilityOf(own.get("visibility"), around.isVisible),
    size,
    colour: colourOf(name, attributes, own, around.colour),
    behind: behindOf(name, attributes, own, around.behind),
    isStruck: around.isStruck || STRUCK.has(name) || isLineThrough(own),
  };
}

const STRUCK = new Set(["s", "del", "strike"]);
const isLineThrough = (own: Winning) =>
  /line-through/.test(`${own.get("text-decoration") ?? ""} ${own.get("text-decoration-line") ?? ""}`);

function isGone(own: Winning, size: number): boolean {
  if (own.size === 0) return false;
  if (own.get("display") === "none" || own.get("content-visibility") === "hidden") return true;
  if (shareOf(own.get("opacity")) <= 0.05) return true;
  const filter = own.get("filter") ?? "";
  if (/opacity\(\s*(?:0|0?\.0\d*)%?\s*\)/.test(filter) || /blur\(\s*(?:[3-9]|\d\d)/.test(filter)) return true;
  return away(own, size) || isBoxedAway(own, size);
}

function shareOf(value: string | undefined): number {
  const share = Number.parseFloat(value ?? "1");
  return Number.isNaN(share) ? 1 : share / (value?.endsWith("%") ? 100 : 1);
}

function visibilityOf(value: string | undefined, around: boolean): boolean {
  if (value === "hidden" || value === "collapse") return false;
  return value === "visible" || around;
}

function sizeOf(own: Winning, around: number): number {
  const value = own.get("font-size") ?? fontSize(own.get("font"));
  return value === undefined ? around : (pixels(value, around, around) ?? around);
}

/** The size in `font: bold 0/0 Arial`: the first length. */
const fontSize = (font: string | undefined) =>
  font?.split(/[\s/]+/).find((part) => /^(?:\d*\.?\d+(?:px|pt|em|rem|%)|0)$/.test(part));

function colourOf(name: string, { color, text, href }: Attributes, own: Winning, around: Rgb): Rgb {
  const fill = own.get("-webkit-text-fill-color");
  const value = fill ?? own.get("color") ?? (name === "font" ? color : name === "body" ? text : undefined);
  const read = value === undefined ? null : readColour(value.trim().toLowerCase());
  if (read) return read;
  if (value !== undefined && value !== "initial") return around;
  return name === "a" && href !== undefined ? LINK : name === "mark" ? BLACK : around;
}

const BOXES = new Set(["body", "table", "tr", "td", "th", "tbody", "thead"]);

function behindOf(name: string, attributes: Attributes, own: Winning, around: Rgb | null): Rgb | null {
  const { bgcolor, background } = attributes;
  const images = `${own.get("background-image") ?? ""} ${own.get("background") ?? ""}`;
  if (/url\(|gradient\(/.test(images) || (background && BOXES.has(name))) return null;
  const value = own.get("background-color") ?? own.get("background") ?? (BOXES.has(name) ? bgcolor : undefined);
  if (value === undefined) return name === "mark" ? YELLOW : around;
  const read = readColour(value.toLowerCase()) ?? firstColour(value.toLowerCase());
  return read && !isTransparent(read) ? read : around;
}

/** The colour among the parts of `background: #fff no-repeat`. */
function firstColour(value: string): Rgb | null {
  for (const part of value.match(/[a-z-]+\([^()]{0,60}\)|[^\s]{1,40}/g) ?? []) {
    const read = readColour(part);
    if (read) return read;
  }
  return null;
}
