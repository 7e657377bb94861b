import { child, childrenOf, descendants, toggle, value, type XmlElement } from "../package/xml.ts";

/** The properties of a paragraph, from its styles and its own. */
export interface Layout {
  style: string;
  isTitle: boolean;
  /** Outline level from 0; null for body text. */
  outline: number | null;
  numId: string | null;
  level: number | null;
  /** Columns by which its first line is indented. */
  indent: number;
  newPage: boolean;
  bold: boolean;
  hidden: boolean;
  white: boolean;
  tiny: boolean;
  /** Something is painted behind it. */
  shaded: boolean;
}

/** 21 points make two characters of the usual size, which are four columns. */
const TWIPS_A_COLUMN = 105;
const DEEPEST = 20;

export class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #plain: string;

  constructor(part: XmlElement | undefined) {
    let plain = "";
    for (const style of childrenOf(part, "style")) {
      const id = style.attributes["styleId"] ?? "";
      this.#styles.set(id, style);
      if (style.attributes["type"] === "paragraph" && style.attributes["default"] === "1") plain = id;
    }
    this.#plain = plain;
  }

  paragraph(properties: XmlElement | undefined): Layout {
    const style = value(properties, "pStyle") ?? this.#plain;
    const chain = this.#chain(style);
    const sources = [...(properties ? [properties] : []), ...chain.flatMap((one) => child(one, "pPr") ?? [])];
    const runs = chain.flatMap((one) => child(one, "rPr") ?? []);
    const names = chain.map((one) => (value(one, "name") ?? "").toLowerCase());
    const level = first(sources, (one) => value(one, "numPr", "ilvl"));
    return {
      style,
      isTitle: names[0] === "title",
      outline: outlineOf(
        first(sources, (one) => value(one, "outlineLvl")),
        names,
      ),
      numId: first(sources, (one) => value(one, "numPr", "numId")),
      level: level === null ? null : Number(level),
      indent: first(sources, (one) => indentOf(child(one, "ind"))) ?? 0,
      newPage: first(sources, (one) => toggle(one, "pageBreakBefore")) ?? false,
      bold: first(runs, (one) => toggle(one, "b")) ?? false,
      hidden: first(runs, (one) => toggle(one, "vanish")) ?? false,
      white: first(runs, isWhite) ?? false,
      tiny: first(runs, isTiny) ?? false,
      shaded: first(sources, (one) => shadeOf(child(one, "shd"))) ?? false,
    };
  }

  /** Whether a run is set so by its own properties or its style's; else as its paragraph. */
  unseen(properties: XmlElement | undefined, around: InvisibleStyle): InvisibleStyle {
    const style = value(properties, "rStyle");
    const styled = style ? this.#chain(style).flatMap((one) => child(one, "rPr") ?? []) : [];
    const sources = [...(properties ? [properties] : []), ...styled];
    const shaded = first(sources, (one) => shadeOf(child(one, "shd")) ?? (value(one, "highlight") ? true : null));
    return {
      white: first(sources, isWhite) ?? around.white,
      tiny: first(sources, isTiny) ?? around.tiny,
      shaded: shaded ?? around.shaded,
    };
  }

  /** A table's style may paint behind its cells. */
  shades(id: string | null): boolean {
    return this.#chain(id ?? "").some((style) =>
      [...descendants(style)].some((one) => one.name === "shd" && isShade(one)),
    );
  }

  /** Whether a run is set so, by its own properties, its style or the paragraph's. */
  run(properties: XmlElement | undefined, name: "b" | "vanish", inherited: boolean): boolean {
    const own = toggle(properties, name);
    if (own !== null) return own;
    const style = value(properties, "rStyle");
    const styled = style ? this.#chain(style).flatMap((one) => child(one, "rPr") ?? []) : [];
    return first(styled, (one) => toggle(one, name)) ?? inherited;
  }

  #chain(id: string): XmlElement[] {
    const chain: XmlElement[] = [];
    let at = this.#styles.get(id);
    while (at && chain.length < DEEPEST && !chain.includes(at)) {
      chain.push(at);
      at = this.#styles.get(value(at, "basedOn") ?? "");
    }
    return chain;
  }
}

/** How a run may be set so that nobody sees it. */
export interface InvisibleStyle {
  white: boolean;
  tiny: boolean;
  shaded: boolean;
}

const NEARLY_WHITE = /^(?:f[5-9a-f]){3}$/i;
/** In half points. */
const TINY = 3;

function isWhite(properties: XmlElement): boolean | null {
  const colour = value(properties, "color");
  return colour === null ? null : NEARLY_WHITE.test(colour);
}

function isTiny(properties: XmlElement): boolean | null {
  const size = value(properties, "sz");
  return size === null || size === "" ? null : Number(size) <= TINY;
}

function shadeOf(shade: XmlElement | undefined): boolean | null {
  if (!shade) return null;
  const { fill = "auto", val = "clear", themeFill } = shade.attributes;
  const isPlain = fill === "auto" ? themeFill === undefined : NEARLY_WHITE.test(fill);
  return !isPlain || !/^(?:clear|nil)$/.test(val);
}

/** A colour other than the paper's. */
export const isShade = (shade: XmlElement | undefined): boolean => shadeOf(shade) ?? false;

function first<S, T>(sources: S[], read: (source: S) => T | null): T | null {
  for (const source of sources) {
    const found = read(source);
    if (found !== null) return found;
  }
  return null;
}

function outlineOf(given: string | null, names: string[]): number | null {
  if (given !== null) return Number(given) < 9 ? Number(given) : null;
  const named = names.map((name) => /^(?:heading|标题) ?([1-9])$/.exec(name)?.[1]).find(Boolean);
  return named ? Number(named) - 1 : null;
}

function indentOf(ind: XmlElement | undefined): number | null {
  const { firstLineChars, firstLine } = ind?.attributes ?? {};
  if (firstLineChars !== undefined) return Math.max(0, Math.round(Number(firstLineChars) / 50));
  return firstLine === undefined ? null : Math.max(0, Math.round(Number(firstLine) / TWIPS_A_COLUMN));
}

/** The font of a run's Latin letters and signs, "" if none is given. */
export function fontOf(properties: XmlElement | undefined): string {
  const fonts = child(properties, "rFonts")?.attributes ?? {};
  return fonts["ascii"] ?? fonts["hAnsi"] ?? "";
}
