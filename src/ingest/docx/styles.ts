import { WHITE } from "../ink/colour.ts";
import { child, childrenOf, descendants, toggle, value, type XmlElement } from "../package/xml.ts";
import { type Behind, first, inkOf, isBesidePage, PLAIN_INK, type RunInk, shadeOf } from "./run-ink.ts";

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
  ink: RunInk;
}

/** 21 points make two characters of the usual size, which are four columns. */
const TWIPS_A_COLUMN = 105;
const DEEPEST = 20;

export class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #plain: string;
  /** For runs that nothing else sets. */
  readonly #defaults: XmlElement[];

  constructor(part: XmlElement | undefined) {
    let plain = "";
    for (const style of childrenOf(part, "style")) {
      const id = style.attributes["styleId"] ?? "";
      this.#styles.set(id, style);
      if (style.attributes["type"] === "paragraph" && style.attributes["default"] === "1") plain = id;
    }
    this.#plain = plain;
    this.#defaults = [child(part, "docDefaults", "rPrDefault", "rPr") ?? []].flat();
  }

  /** `table`: the style of the table around, or null; `behind`: what is painted behind the paragraph. */
  paragraph(properties: XmlElement | undefined, table: string | null = null, behind: Behind = WHITE): Layout {
    const style = value(properties, "pStyle") ?? this.#plain;
    const chain = this.#chain(style);
    const sources = [...(properties ? [properties] : []), ...chain.flatMap((one) => child(one, "pPr") ?? [])];
    const runs = chain.flatMap((one) => child(one, "rPr") ?? []);
    const tableRuns = this.#chain(table ?? "").flatMap((one) => child(one, "rPr") ?? []);
    const shade = first(sources, (one) => shadeOf(child(one, "shd")));
    const plain = { ...PLAIN_INK, behind: shade ? shade.colour : behind };
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
      ink: inkOf([...runs, ...tableRuns, ...this.#defaults], {
        ...plain,
        hidden: isBesidePage(properties),
      }),
    };
  }

  /** How a run is painted: by its own properties or its style's; else as its paragraph. */
  ink(properties: XmlElement | undefined, around: RunInk): RunInk {
    const style = value(properties, "rStyle");
    const styled = style ? this.#chain(style).flatMap((one) => child(one, "rPr") ?? []) : [];
    return inkOf([...(properties ? [properties] : []), ...styled], around);
  }

  /** A table's style may paint behind its cells. */
  shades(id: string | null): boolean {
    return this.#chain(id ?? "").some((style) =>
      [...descendants(style)].some((one) => one.name === "shd" && shadeOf(one) !== null),
    );
  }

  /** Whether a run is bold by its own properties, its style or the paragraph's. */
  isBold(properties: XmlElement | undefined, inherited: boolean): boolean {
    const own = toggle(properties, "b");
    if (own !== null) return own;
    const style = value(properties, "rStyle");
    const styled = style ? this.#chain(style).flatMap((one) => child(one, "rPr") ?? []) : [];
    return first(styled, (one) => toggle(one, "b")) ?? inherited;
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
