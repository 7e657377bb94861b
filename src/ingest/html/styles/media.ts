/** Conditions are judged for a screen as wide as a desk's. */
const SCREEN_WIDTH = 1_280;
const SCREEN_HEIGHT = 800;
const ROOT_SIZE = 16;
const FEATURE = /\(\s*([a-z-]{1,40})\s*(?::\s*([\w.-]{1,20})\s*)?\)/g;

/** Whether `@media` with this list holds on a screen; what is not known does not. */
export function holdsOnScreen(list: string): boolean {
  const queries = list.toLowerCase().split(",");
  return list.trim() === "" || queries.some((query) => holds(query.trim()));
}

function holds(query: string): boolean {
  const isNegated = query.startsWith("not ");
  const type = /^(?:not |only )?\s*([a-z]+)(?![a-z(:])/.exec(query)?.[1] ?? "all";
  const ofType = type === "all" || type === "screen";
  const features = [...query.matchAll(FEATURE)].every(([, name = "", value = ""]) => hasFeature(name, value));
  const isKnown = !/[<>]|\bor\b/.test(query);
  return isNegated ? !(ofType && features) : ofType && features && isKnown;
}

function hasFeature(name: string, value: string): boolean {
  const length = Number.parseFloat(value) * (/r?em$/.test(value) ? ROOT_SIZE : 1);
  if (/^min-(?:device-)?width$/.test(name)) return length <= SCREEN_WIDTH;
  if (/^max-(?:device-)?width$/.test(name)) return length >= SCREEN_WIDTH;
  if (name === "min-height") return length <= SCREEN_HEIGHT;
  if (name === "max-height") return length >= SCREEN_HEIGHT;
  if (name === "orientation") return value === "landscape";
  if (name === "hover" || name === "any-hover") return value === "hover" || value === "";
  return name === "prefers-color-scheme" ? value === "light" : name === "color";
}
