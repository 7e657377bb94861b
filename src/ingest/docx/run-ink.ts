import { BLACK, isTransparent, looksLike, readColour, type Rgb, WHITE } from "../ink/colour.ts";
import { child, toggle, value, type XmlElement } from "../package/xml.ts";

/** What is painted behind a text; null for a picture or a pattern. */
export type Behind = Rgb | null;

/** How a run is painted. */
export interface RunInk {
  hidden: boolean;
  /** In half points. */
  size: number;
  /** Null: black or white, whichever can be read. */
  colour: Rgb | null;
  behind: Behind;
  struck: boolean;
}

export const PLAIN_INK: RunInk = { hidden: false, size: 21, colour: null, behind: WHITE, struck: false };
const TINY = 3;

export function isUnseenInk({ hidden, size, colour, behind }: RunInk): boolean {
  if (hidden || size <= TINY) return true;
  return colour !== null && (isTransparent(colour) || (behind !== null && looksLike(colour, behind)));
}

/** From properties, the nearest first. */
export function inkOf(sources: readonly XmlElement[], around: RunInk): RunInk {
  if (sources.length === 0) return around;
  const size = first(sources, sizeOf) ?? around.size;
  const isPressed = first(sources, (one) => isPressedTogether(one, size)) ?? false;
  const colour = first(sources, colourOf);
  const behind = first(sources, (one) => highlightOf(one) ?? shadeOf(child(one, "shd")));
  return {
    hidden: isPressed || (first(sources, (one) => toggle(one, "vanish")) ?? around.hidden),
    size,
    colour: colour ? colour.colour : around.colour,
    behind: behind ? behind.colour : around.behind,
    struck: first(sources, (one) => toggle(one, "strike") ?? toggle(one, "dstrike")) ?? around.struck,
  };
}

function sizeOf(properties: XmlElement): number | null {
  const size = value(properties, "sz");
  return size === null || size === "" ? null : Number(size);
}

/** Characters drawn so narrow, or so near each other, that none can be read. */
function isPressedTogether(properties: XmlElement, size: number): boolean | null {
  const width = value(properties, "w");
  const spacing = value(properties, "spacing");
  if (width === null && spacing === null) return null;
  return (width !== null && Number(width) <= 5 && Number(width) > 0) || Number(spacing ?? 0) <= -size * 8;
}

const PAPER = /^(?:background1|light1|bg1|lt1)$/;

function colourOf(properties: XmlElement): { colour: Rgb | null } | null {
  const fill = child(properties, "textFill");
  if (child(fill, "noFill")) return { colour: { ...BLACK, a: 0 } };
  const alpha = [...(child(fill, "solidFill")?.children ?? [])].map((one) => Number(value(one, "alpha") ?? 0));
  if (alpha.some((share) => share >= 95_000)) return { colour: { ...BLACK, a: 0 } };
  const colour = child(properties, "color");
  if (!colour) return null;
  const { val = "auto", themeColor = "" } = colour.attributes;
  if (val === "auto") return { colour: PAPER.test(themeColor) ? WHITE : null };
  return { colour: readColour(`#${val}`) };
}

const PENS: Record<string, string> = { darkYellow: "#808000" };

function highlightOf(properties: XmlElement): { colour: Rgb | null } | null {
  const pen = value(properties, "highlight");
  return pen === null || pen === "none" ? null : { colour: readColour(PENS[pen] ?? pen.toLowerCase()) };
}

/** The colour of a shading, null for a pattern; null as a whole if there is none. */
export function shadeOf(shade: XmlElement | undefined): { colour: Rgb | null } | null {
  if (!shade) return null;
  const { fill = "auto", val = "clear", color = "auto", themeFill } = shade.attributes;
  if (val === "solid") return { colour: color === "auto" ? BLACK : readColour(`#${color}`) };
  if (!/^(?:clear|nil)$/.test(val)) return { colour: null };
  if (fill === "auto") return themeFill === undefined ? null : { colour: null };
  const colour = readColour(`#${fill}`);
  return colour && looksLike(colour, WHITE) ? null : { colour };
}

/** Twentieths of a point: further to the left than any page is wide. */
const BESIDE = -10_000;

/** A frame or an indent that lies beside the page. */
export function isBesidePage(properties: XmlElement | undefined): boolean {
  const frame = child(properties, "framePr")?.attributes ?? {};
  const indent = child(properties, "ind")?.attributes ?? {};
  return [frame["x"], frame["y"], indent["left"], indent["start"]].some((at) => Number(at ?? 0) <= BESIDE);
}

export function first<S, T>(sources: readonly S[], read: (source: S) => T | null): T | null {
  for (const source of sources) {
    const found = read(source);
    if (found !== null) return found;
  }
  return null;
}
