import type { Winning } from "./declarations.ts";

const UNITS: Record<string, number> = { px: 1, pt: 4 / 3, cm: 37.8, mm: 3.78, in: 96, rem: 16, vw: 12.8, vh: 8 };

/** A length in pixels; `em` and `whole` are what em and % stand for. Null for what is no length. */
export function pixels(value: string | undefined, em: number, whole: number): number | null {
  const length = /^([-+]?\d{0,9}(?:\.\d{1,9})?)(px|pt|cm|mm|in|rem|em|ex|ch|vw|vh|%)?$/.exec(value ?? "");
  if (!length || length[1] === "") return null;
  const [, number, unit = "px"] = length;
  if (unit === "%") return (Number(number) / 100) * whole;
  return Number(number) * (UNITS[unit] ?? (unit === "em" ? em : em / 2));
}

const WIDTH = 1_280;
const FAR = 500;
/** Nobody scrolls so far to the side. */
const FURTHEST = 2_500;
const ROOM = 1;

/** Set beside the screen, or shrunk to nothing. */
export function away(own: Winning, size: number): boolean {
  const px = (name: string) => pixels(own.get(name), size, WIDTH);
  const sides = [
    px("left"),
    px("top"),
    px("right"),
    px("bottom"),
    ...(own.get("inset")?.split(" ") ?? []).map((one) => pixels(one, size, WIDTH)),
  ];
  if (sides.some((side) => side !== null && side <= -FAR)) return true;
  if ([px("left"), px("right")].some((side) => side !== null && side >= FURTHEST)) return true;
  if (
    /^(?:absolute|fixed)$/.test(own.get("position") ?? "") &&
    [px("left"), px("right")].some((side) => side !== null && side >= WIDTH)
  )
    return true;
  const margins = [
    px("margin-left"),
    px("margin-top"),
    ...(own.get("margin")?.split(" ") ?? []).map((one) => pixels(one, size, WIDTH)),
  ];
  if (margins.some((margin) => margin !== null && margin <= -FURTHEST / 2)) return true;
  const indent = px("text-indent");
  if (indent !== null && (indent <= -FAR || indent >= FURTHEST || (indent >= WIDTH && isCut(own)))) return true;
  const spacing = pixels(own.get("letter-spacing"), size, size);
  return (spacing !== null && spacing <= -size * 0.8) || isTransformedAway(own, size);
}

function isTransformedAway(own: Winning, size: number): boolean {
  if (/^0(?:%| |$)/.test(own.get("scale") ?? "")) return true;
  const transform = own.get("transform") ?? "";
  if (/scale(?:[xy]|3d)?\(\s*0*\.?0*\s*[,)]/.test(transform) || /rotate[xy]\(\s*-?90deg/.test(transform)) return true;
  for (const [, parts = ""] of transform.matchAll(/translate(?:x|y|3d)?\(([^()]{0,80})\)/g))
    for (const part of parts.split(",")) {
      const by = pixels(part.trim(), size, WIDTH);
      if (by !== null && Math.abs(by) > WIDTH * 1.5) return true;
    }
  return false;
}

const isCut = (own: Winning) =>
  /hidden|clip/.test(`${own.get("overflow") ?? ""} ${own.get("overflow-x") ?? ""} ${own.get("overflow-y") ?? ""}`);

/** In a box without room, or cut off to nothing. */
export function isBoxedAway(own: Winning, size: number): boolean {
  const clip = `${own.get("clip") ?? ""} ${own.get("clip-path") ?? ""}`;
  if (/rect\(\s*(?:0|1px|0px)[\s,)]/.test(clip) && !/rect\([^()]{0,60}(?:auto|[1-9]\d)/.test(clip)) return true;
  if (/inset\(\s*(?:[5-9]\d|100)%/.test(clip) || /(?:circle|ellipse)\(\s*0/.test(clip) || isPoint(clip)) return true;
  if (
    !isCut(own) ||
    /[1-9]/.test(`${own.get("padding") ?? ""}${own.get("padding-top") ?? ""}${own.get("padding-bottom") ?? ""}`)
  )
    return false;
  const room = ["width", "height", "max-width", "max-height"].map((name) => pixels(own.get(name), size, WIDTH));
  return room.some((length) => length !== null && length <= ROOM);
}

/** A polygon whose corners are one. */
function isPoint(clip: string): boolean {
  const corners =
    /polygon\(([^()]{1,200})\)/
      .exec(clip)?.[1]
      ?.split(",")
      .map((one) => one.trim()) ?? [];
  return corners.length > 0 && new Set(corners).size === 1;
}
